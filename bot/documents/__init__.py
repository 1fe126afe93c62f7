"""What is printed or sent around: the guideline, the launch kit."""
