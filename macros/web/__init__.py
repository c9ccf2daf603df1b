"""The site: what a build does before, during and after the pages, and the server that shows an edit at once."""
