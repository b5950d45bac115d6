"""The doors of accounts."""

from django.urls import URLPattern, path

from . import phone_side_views, phone_views, views

urlpatterns: list[URLPattern] = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("open/<str:token>/", views.open_link, name="open"),
    path("settings/", views.settings_page, name="settings"),
    path("preferences/", views.preferences, name="preferences"),
    path("notebooks/<uuid:pk>/opening/", views.notebook_opening, name="notebook-opening"),
    path("phone/", phone_views.phone, name="phone"),
    path("phone/opening/", phone_views.phone_opening, name="phone-opening"),
    path("phone/closing/", phone_views.phone_closing, name="phone-closing"),
    path("phone/pairings/", phone_views.phone_pairings, name="phone-pairings"),
    path("phone/pairings/<uuid:pk>/", phone_views.phone_offer, name="phone-offer"),
    path("phone/pairings/<uuid:pk>/code.svg", phone_views.phone_code, name="phone-code"),
    path("phone/pairings/<uuid:pk>/confirmation/", phone_views.phone_confirmation, name="phone-confirmation"),
    path("phone/pairings/<uuid:pk>/refusal/", phone_views.phone_refusal, name="phone-refusal"),
    path("phone/paired-devices/<uuid:pk>/revocation/", phone_views.phone_revocation, name="phone-revocation"),
    path("phone/certificate/", phone_side_views.phone_authority, name="phone-authority"),
    path("phone/pair/<str:token>/", phone_side_views.phone_pairing, name="phone-pairing"),
    path("phone/waiting/", phone_side_views.phone_waiting, name="phone-waiting"),
    path("phone/here/", phone_side_views.phone_here, name="phone-here"),
    path("phone/here/leaving/", phone_side_views.phone_leaving, name="phone-leaving"),
]
