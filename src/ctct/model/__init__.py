"""What a draft and its danh bạ may say, in Pydantic; and how its faults are told in Vietnamese."""
