"""The forms in which works are shown: on the screen, as data, a sheet, a calendar, a page, a document."""
