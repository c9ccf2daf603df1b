"""Text: the Markdown of records, the pages of prose, the guide's words in a language."""
