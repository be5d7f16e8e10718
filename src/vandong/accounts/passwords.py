"""How passwords are judged and kept. The judges have sentences of ours: some of Django's are not translated, others
read oddly."""

from django.contrib.auth import password_validation as django
from django.contrib.auth.hashers import Argon2PasswordHasher


class NotLikeMe(django.UserAttributeSimilarityValidator):
    """Not the user name, the name or the phone."""

    def get_error_message(self) -> str:
        return "Mật khẩu giống tên hoặc số điện thoại của anh/chị quá. Xin chọn mật khẩu khác."


class LongEnough(django.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"Mật khẩu ngắn quá, cần ít nhất {self.min_length} ký tự. Xin thêm một, hai từ."


class NotCommon(django.CommonPasswordValidator):
    def get_error_message(self) -> str:
        return "Mật khẩu này phổ biến quá, kẻ xấu thử trước tiên. Xin chọn mật khẩu khác."


class NotOnlyDigits(django.NumericPasswordValidator):
    def get_error_message(self) -> str:
        return "Mật khẩu không được chỉ toàn số. Xin thêm chữ."


class Argon2(Argon2PasswordHasher):
    """Argon2id at OWASP's first recommendation (46 MiB, one pass, one lane): 48 ms of one core here. Django's own
    default takes 200 ms and 100 MiB for each sign-in, and 235 slips of a province half a minute of two cores."""

    memory_cost = 47_104
    time_cost = 1
    parallelism = 1
