"""A part ends, or a person is erased; and what is kept about somebody until then."""
