"""The judges of a new password, with sentences of ours: some of Django's are not translated, others read oddly."""

from django.contrib.auth import password_validation as django


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
