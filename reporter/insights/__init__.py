"""What readers asked, asked in vain, and were solved by. Never by whom."""
