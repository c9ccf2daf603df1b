"""Records: how a file becomes typed data with places. Nothing here knows a rule, a page or a kind."""
