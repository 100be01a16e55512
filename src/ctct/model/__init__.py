"""What a draft and its danh bạ may say; and how its faults are told in Vietnamese."""
