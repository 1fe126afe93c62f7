"""The smallest flow and the smallest adapter, to be copied. tests/test_examples.py runs both."""
