"""What is wrong, said so that whoever can mend it knows where, what and how."""
