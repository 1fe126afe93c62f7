"""What coordinators see and do: requests, supporters, training, figures, their own absence."""
