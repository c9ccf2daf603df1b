"""Help for people who write records: new ones, schemas for their editor, mechanical repairs, running their examples."""
