"""Addresses of the account pages; allauth's views are mounted one by one, so that none is open by surprise."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path

from vandong.accounts.views import accounts, appointments, me

urlpatterns = [
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("doi-mat-khau/", account.password_change, name="account_change_password"),
    path("xac-nhan-lai/", account.reauthenticate, name="account_reauthenticate"),
    path("hai-buoc/", mfa.index, name="mfa_index"),
    path("hai-buoc/ma/", mfa.authenticate, name="mfa_authenticate"),
    path("hai-buoc/xac-nhan-lai/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("hai-buoc/bat/", totp.activate_totp, name="mfa_activate_totp"),
    path("hai-buoc/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("hai-buoc/ma-du-phong/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("hai-buoc/ma-du-phong/tao/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("hai-buoc/ma-du-phong/tai/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    # Names allauth asks for on ways nobody can take here; they answer like what does not exist.
    path("khong-co/1/", me.not_offered, name="account_inactive"),
    path("khong-co/2/", me.not_offered, name="account_set_password"),
    path("", me.account_me, name="account_me"),
    path("chuc-danh/", me.appointment_switch, name="appointment_switch"),
    path("nguoi/", accounts.account_list, name="account_list"),
    path("nguoi/them/", accounts.account_new, name="account_new"),
    path("nguoi/<int:account_id>/", accounts.account_show, name="account_show"),
    path("nguoi/<int:account_id>/sua/", accounts.account_edit, name="account_edit"),
    path("nguoi/<int:account_id>/khoa/", accounts.account_deactivate, name="account_deactivate"),
    path("nguoi/<int:account_id>/mo-khoa/", accounts.account_reactivate, name="account_reactivate"),
    path("nguoi/<int:account_id>/mat-khau/", accounts.account_new_password, name="account_new_password"),
    path("nguoi/<int:account_id>/hai-buoc/", accounts.account_reset_two_step, name="account_reset_two_step"),
    path("nguoi/<int:account_id>/chuc-danh/", appointments.appointment_new, name="appointment_new"),
    path("chuc-danh/<int:appointment_id>/sua/", appointments.appointment_edit, name="appointment_edit"),
    path("chuc-danh/<int:appointment_id>/ket-thuc/", appointments.appointment_end, name="appointment_end"),
    path("chuc-danh/<int:appointment_id>/ban-giao/", appointments.appointment_hand_over, name="appointment_hand_over"),
]
