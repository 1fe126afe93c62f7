# What is kept about somebody, and its end.

people-forgotten = Your entry in this programme's list is deleted, with all that belonged to it. If you have questions, ask a coordinator.
