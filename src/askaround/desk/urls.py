"""The doors of desk."""

from django.urls import URLPattern, path

from . import (
    contact_views,
    feed_views,
    introduction_views,
    letter_views,
    number_views,
    reminder_views,
    target_views,
    trash_views,
    views,
)

urlpatterns: list[URLPattern] = [
    path("", views.today, name="today"),
    path("steps/", views.snoozes, name="step-snoozes"),
    path("steps/snooze/", views.snooze, name="step-snooze"),
    path("steps/dismissal/", views.dismissal, name="step-dismissal"),
    path("steps/<uuid:pk>/return/", views.take_back, name="step-return"),
    path("people/weak/", contact_views.weak_ties, name="weak-ties"),
    path("people/<uuid:pk>/", contact_views.contact, name="contact"),
    path("people/<uuid:pk>/letter/", letter_views.keep_in_touch, name="keep-in-touch"),
    path("introductions/<uuid:pk>/letters/", letter_views.introduction_letter, name="introduction-letter"),
    path("people/<uuid:pk>/ask/", target_views.ask_new, name="ask-new"),
    path("targets/whom-first/", target_views.whom_first, name="whom-first"),
    path("targets/<uuid:pk>/", target_views.target, name="target"),
    path("introductions/", introduction_views.introductions, name="introductions"),
    path("introductions/<uuid:pk>/", introduction_views.introduction, name="introduction"),
    path("numbers/", number_views.own_numbers_page, name="own-numbers"),
    path("reminders/", reminder_views.reminders, name="reminders"),
    path("reminders/calendar/", feed_views.feed_address, name="feed-address"),
    path("reminders/calendar/telling/", reminder_views.feed_telling, name="feed-telling"),
    path("reminders/calendar/end/", feed_views.feed_end, name="feed-end"),
    path("calendar/<str:token>.ics", feed_views.feed, name="feed"),
    path("trash/", trash_views.trash, name="trash"),
    path("trash/<uuid:pk>/restoral/", trash_views.restoral, name="trash-restoral"),
    path("trash/<uuid:pk>/removal/", trash_views.removal, name="trash-removal"),
]
