"""What was said: notes by advice, information and referral, at their second, and the debrief afterwards.

Owns the talk page, capture, the debrief, drafting the thank-you from what was noted, and referring: each
referral note becomes a contact with its introduction.
"""
