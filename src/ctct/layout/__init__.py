"""Says a resolved document in blocks, by the templates and data of a layout."""
