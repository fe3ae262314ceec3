"""Expressions: the words by which plans name units collectively, as a table."""

from __future__ import annotations

from enum import StrEnum


class Group(StrEnum):
    """The collective groups of the contract, in its order."""

    DEPARTMENTS = "departments"
    DISTRICTS = "districts"
    COMMUNES = "communes"
    ALL = "all"
    RELATED = "related"
    DIVISIONS = "divisions"
    OTHER = "other"


class Mark(StrEnum):
    """What a word of a collective expression stands for, before its neighbours are known."""

    SO = "sở: the departments"
    BRANCH = "ngành: a department, beside phòng a division"
    BAN = "ban: a department beside sở, a division beside phòng"
    PHONG = "phòng: the divisions of a unit"
    GENERIC = "cơ quan, đơn vị: whoever the rest of the expression says"
    SERVICE = "đơn vị sự nghiệp: service units"
    LOCAL = "địa phương: the districts and communes"
    EVERYONE = "các cấp, các ngành: everyone"
    OTHER = "bodies outside the directory"
    PEOPLE = "UBND: takes the level that follows"
    COUNCIL = "HĐND: takes the level that follows, silent beside UBND"
    BODY = "another body that takes the level that follows"
    DISTRICT = "the level of districts"
    COMMUNE = "the level of communes"
    ANY_LEVEL = "các cấp: every level below the province"
    RELATED = "liên quan: narrows what stands before it"


def _listed(text: str) -> frozenset[str]:
    return frozenset(" ".join(phrase.split()) for phrase in text.split(","))


# Keys are folded, without "các" and without connecting signs; the longest one that fits is taken.
MARKS: dict[str, Mark] = {
    "so": Mark.SO,
    "nganh": Mark.BRANCH,
    "so nganh": Mark.SO,
    "so ban nganh": Mark.SO,
    "ban so nganh": Mark.SO,
    "ban nganh": Mark.BRANCH,
    "so chuyen nganh": Mark.SO,
    "so quan ly chuyen nganh": Mark.SO,
    "so quan ly nganh": Mark.SO,
    "so chuyen mon": Mark.SO,
    "tuong duong so": Mark.SO,
    "don vi tuong duong so": Mark.SO,
    "co quan tuong duong so": Mark.SO,
    "co quan tuong duong": Mark.SO,
    "co quan chuyen mon": Mark.SO,
    "co quan chuyen mon cap tinh": Mark.SO,
    "co quan chuyen mon cap thanh pho": Mark.SO,
    "co quan chuyen mon thuoc ubnd thanh pho": Mark.SO,
    "co quan chuyen mon thuoc ubnd tinh": Mark.SO,
    "so ban nganh cap tinh": Mark.SO,
    "so ban nganh cap thanh pho": Mark.SO,
    "ban": Mark.BAN,
    "phong": Mark.PHONG,
    "phong ban": Mark.PHONG,
    "phong chuyen mon": Mark.PHONG,
    "phong chuyen mon cap xa": Mark.PHONG,
    "phong chuyen mon cap huyen": Mark.PHONG,
    "phong ban chuyen mon": Mark.PHONG,
    "phong ban don vi": Mark.PHONG,
    "phong nghiep vu": Mark.PHONG,
    "phong don vi": Mark.PHONG,
    "truong phong ban": Mark.PHONG,
    "bo phan chuyen mon": Mark.PHONG,
    "cong chuc chuyen mon": Mark.PHONG,
    "co quan": Mark.GENERIC,
    "don vi": Mark.GENERIC,
    "co quan don vi": Mark.GENERIC,
    "co quan hanh chinh": Mark.GENERIC,
    "co quan hanh chinh nha nuoc": Mark.GENERIC,
    "co quan nha nuoc": Mark.GENERIC,
    "co quan to chuc don vi": Mark.GENERIC,
    "don vi su nghiep": Mark.SERVICE,
    "don vi su nghiep cong lap": Mark.SERVICE,
    "don vi su nghiep cong": Mark.SERVICE,
    "dia phuong": Mark.LOCAL,
    "chinh quyen dia phuong": Mark.LOCAL,
    "cap nganh": Mark.EVERYONE,
    "cap nganh dia phuong": Mark.EVERYONE,
    "cap chinh quyen": Mark.EVERYONE,
    "to chuc": Mark.OTHER,
    "to chuc chinh tri xa hoi": Mark.OTHER,
    "to chuc xa hoi": Mark.OTHER,
    "to chuc doan the": Mark.OTHER,
    "ca nhan": Mark.OTHER,
    "nguoi dan": Mark.OTHER,
    "nhan dan": Mark.OTHER,
    "doan the": Mark.OTHER,
    "hoi": Mark.OTHER,
    "hoi doan the": Mark.OTHER,
    "hiep hoi": Mark.OTHER,
    "doanh nghiep": Mark.OTHER,
    "truong hoc": Mark.OTHER,
    "truong": Mark.OTHER,
    "can bo": Mark.OTHER,
    "cong chuc": Mark.OTHER,
    "vien chuc": Mark.OTHER,
    "nguoi lao dong": Mark.OTHER,
    "to dan pho": Mark.OTHER,
    "thon": Mark.OTHER,
    "bo nganh": Mark.OTHER,
    "bo nganh trung uong": Mark.OTHER,
    "bo": Mark.OTHER,
    "co quan trung uong": Mark.OTHER,
    "co quan don vi trung uong": Mark.OTHER,
    "co quan nganh doc": Mark.OTHER,
    "co quan bao chi": Mark.OTHER,
    "co quan thong tan bao chi": Mark.OTHER,
    "co quan thong tin dai chung": Mark.OTHER,
    "co quan thong tin truyen thong": Mark.OTHER,
    "co quan truyen thong": Mark.OTHER,
    "bao chi": Mark.OTHER,
    "bao": Mark.OTHER,
    "phuong tien truyen thong": Mark.OTHER,
    "phuong tien thong tin dai chung": Mark.OTHER,
    "co quan dang": Mark.OTHER,
    "ban dang": Mark.OTHER,
    "ban dang thanh uy": Mark.OTHER,
    "ban xay dung dang": Mark.OTHER,
    "ban hdnd": Mark.OTHER,
    "ubnd": Mark.PEOPLE,
    "van phong hdnd ubnd": Mark.PEOPLE,
    "chinh quyen": Mark.PEOPLE,
    "don vi hanh chinh": Mark.PEOPLE,
    "hdnd": Mark.COUNCIL,
    "thuong truc hdnd": Mark.COUNCIL,
    "cong an": Mark.BODY,
    "quan su": Mark.BODY,
    "toa an": Mark.BODY,
    "toa an nhan dan": Mark.BODY,
    "vien kiem sat": Mark.BODY,
    "vien kiem sat nhan dan": Mark.BODY,
    "mat tran to quoc": Mark.BODY,
    "mat tran to quoc viet nam": Mark.BODY,
    "uy ban mat tran to quoc": Mark.BODY,
    "uy ban mat tran to quoc viet nam": Mark.BODY,
    "doan thanh nien": Mark.BODY,
    "hoi phu nu": Mark.BODY,
    "hoi nong dan": Mark.BODY,
    "hoi cuu chien binh": Mark.BODY,
    "lien doan lao dong": Mark.BODY,
    "bao hiem xa hoi": Mark.BODY,
    "thue": Mark.BODY,
    "kho bac nha nuoc": Mark.BODY,
    "dang uy": Mark.BODY,
    "cap uy": Mark.BODY,
    "thanh tra": Mark.BODY,
    "trung tam y te": Mark.BODY,
    "tram y te": Mark.BODY,
    "trung tam phuc vu hanh chinh cong": Mark.BODY,
    "diem phuc vu hanh chinh cong": Mark.BODY,
    "bo phan mot cua": Mark.BODY,
    "cap huyen": Mark.DISTRICT,
    "quan huyen": Mark.DISTRICT,
    "quan huyen thi xa": Mark.DISTRICT,
    "huyen thi xa thanh pho": Mark.DISTRICT,
    "huyen thanh pho": Mark.DISTRICT,
    "huyen thi xa": Mark.DISTRICT,
    "thanh pho thi xa": Mark.DISTRICT,
    "thanh pho huyen": Mark.DISTRICT,
    "thi xa thanh pho": Mark.DISTRICT,
    "quan": Mark.DISTRICT,
    "huyen": Mark.DISTRICT,
    "thi xa": Mark.DISTRICT,
    "cap": Mark.ANY_LEVEL,
    "cap xa": Mark.COMMUNE,
    "cap co so": Mark.COMMUNE,
    "cap phuong": Mark.COMMUNE,
    "xa": Mark.COMMUNE,
    "phuong": Mark.COMMUNE,
    "xa phuong": Mark.COMMUNE,
    "phuong xa": Mark.COMMUNE,
    "xa phuong thi tran": Mark.COMMUNE,
    "phuong xa thi tran": Mark.COMMUNE,
    "xa thi tran": Mark.COMMUNE,
    "phuong thi tran": Mark.COMMUNE,
    "xa phuong dac khu": Mark.COMMUNE,
    "thi tran": Mark.COMMUNE,
    "dac khu": Mark.COMMUNE,
    "lien quan": Mark.RELATED,
    "co lien quan": Mark.RELATED,
    "khac co lien quan": Mark.RELATED,
    "khac lien quan": Mark.RELATED,
    "huu quan": Mark.RELATED,
}

# Words before a unit's name that change nothing about which unit it is.
OFFICES: frozenset[str] = _listed(
    """
    chu tich, pho chu tich, giam doc, pho giam doc, tong giam doc, thu truong, nguoi dung dau, lanh dao,
    truong, pho truong, chanh, pho chanh, cuc truong, vien truong, hieu truong, bi thu, dai dien, phoi hop,
    chu tri, giao, de nghi, tap the lanh dao, toan bo, tat ca, toan the, 100, moi, ca
    """
)

# A clause after a unit's name: what the unit does, or where it sits. It names no unit itself.
# With diacritics: without them "tại" (at) would end Sở Tài nguyên, and "đóng" (seated) xã Đông Mai.
CLAUSES: frozenset[str] = _listed(
    """
    theo, theo dõi, chủ trì, phối hợp, hướng dẫn, đôn đốc, tổng hợp, tham mưu, thực hiện, triển
    khai, chịu, báo cáo, làm, là, được, có, đã, đang, trong, khi, để, về, đối với, tại, nơi, đóng,
    trên, kiểm tra, cung cấp, quản lý, rà soát, xây dựng, ban hành, trình, giao, căn cứ, nếu, thường
    trực, đầu mối, tổ chức, phụ trách, tiếp tục, gửi, thông báo, chuyên trách, giúp, cùng, hỗ trợ,
    xác định, đánh giá, khảo sát, thường xuyên, việc, nhiệm vụ, hằng, hàng, trước, sau, cập nhật,
    công bố, công khai, tuyên truyền, vận hành, duy trì, thẩm định, phê duyệt, lưu trữ, nơi có, với,
    qua, thông qua, như
    """
)
