"""What it adds up to: themes across people, what stands alone, the skills named and the seeker's gaps."""
