"""Opinions on a draft, counted and laid out: who was asked, who has answered, what was done with what they said."""
