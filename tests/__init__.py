"""The rooms of the house, mirrored: each test file tells stories about one of them."""
