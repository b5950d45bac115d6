"""The doors of mailbox."""

from django.urls import URLPattern, path

from . import sign_in_views, views

urlpatterns: list[URLPattern] = [
    path("mail/", views.mail, name="mail"),
    path("mail/new/", views.mail_new, name="mail-new"),
    path("mail/sign-in/<slug:way>/", sign_in_views.mail_sign_in, name="mail-sign-in"),
    path("mail/signed-in/", sign_in_views.mail_signed_in, name="mail-signed-in"),
    path("mail/<uuid:pk>/", views.mail_edit, name="mail-edit"),
    path("mail/<uuid:pk>/removal/", views.mail_removal, name="mail-removal"),
]
