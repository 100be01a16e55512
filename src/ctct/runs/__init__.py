"""Many drafts: building, checking, fixing and formatting them, several at once and none twice that has not changed."""
