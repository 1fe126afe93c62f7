"""The environment and its .env file, read into settings that are refused where they are dangerous."""
