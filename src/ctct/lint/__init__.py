"""Finds fault with what is resolved: one small function a rule, each with the clause that it rests on."""
