"""Wording: what officials call the kinds of rules, sources and parameters of a framework."""

from __future__ import annotations

from parindex.engine.scoring.specs import Aggregate, NotApplicable, Source, Status
from parindex.engine.values.findings import Words

KINDS: dict[str, Words] = {
    "yes_no": Words("Có hoặc không", "Yes or no"),
    "choice": Words("Chọn một mức", "Choice of a level"),
    "ratio": Words("Theo tỷ lệ", "By ratio"),
    "bands": Words("Theo bậc", "By bands"),
    "count": Words("Đếm để cộng", "Count to add"),
    "deduct": Words("Đếm để trừ", "Count to deduct"),
    "veto": Words("Vi phạm là 0 điểm", "Any violation is 0"),
    "parts": Words("Nhiều phần cộng lại", "Parts added up"),
    "best_case": Words("Trường hợp có lợi nhất", "Best of several cases"),
    "growth": Words("So với kỳ trước", "Against the period before"),
    "leader": Words("So với đơn vị tốt nhất", "Against the best unit"),
    "survey": Words("Điều tra xã hội học", "Survey"),
    "index": Words("Theo chỉ số có sẵn", "From a given index"),
    "council": Words("Hội đồng cho điểm", "Points of a council"),
    "gate": Words("Có điều kiện bắt buộc", "Behind a condition"),
    "formula": Words("Công thức", "Formula"),
    "penalty": Words("Điểm trừ", "Penalty"),
}
HINTS: dict[str, Words] = {
    "yes_no": Words("Có: đủ điểm tối đa. Không: 0 điểm.", "Yes earns the maximum, no earns 0."),
    "choice": Words(
        "Mỗi mức có số điểm hoặc phần của điểm tối đa.", "Each level earns points or a share of the maximum."
    ),
    "ratio": Words(
        "Điểm bằng tỷ lệ nhân điểm tối đa; dưới ngưỡng thì 0 điểm.",
        "The ratio times the maximum; 0 below the floor.",
    ),
    "bands": Words(
        "Lấy bậc đầu tiên khớp; không bậc nào khớp thì 0 điểm.", "The first band that fits; none fits: 0."
    ),
    "count": Words(
        "Số lượng nhân điểm mỗi đơn vị, không quá mức trần.",
        "How many times the points of each, up to a cap.",
    ),
    "deduct": Words(
        "Từ điểm tối đa trừ dần theo số lần, không dưới mức sàn.",
        "Taken from the maximum each time, down to a least.",
    ),
    "veto": Words(
        "Không có vi phạm: đủ điểm. Có một vi phạm: 0 điểm.", "No violation earns the maximum, one earns 0."
    ),
    "parts": Words(
        "Mỗi phần chấm như một tiêu chí; điểm tối đa các phần cộng lại bằng điểm tối đa của tiêu chí.",
        "Each part is scored on its own; their maxima add up to the criterion's.",
    ),
    "best_case": Words(
        "Chấm mọi trường hợp đơn vị khai, lấy điểm cao nhất.",
        "Every claimed case is scored, the highest counts.",
    ),
    "growth": Words(
        "Xếp bậc theo mức tăng so với kỳ trước.", "Bands on the change against the period before."
    ),
    "leader": Words(
        "Đơn vị tốt nhất trong nhóm được điểm tối đa, các đơn vị khác theo tỷ lệ với đơn vị ấy.",
        "The best unit of the group earns the maximum, the others in proportion to it.",
    ),
    "survey": Words(
        "Từ tỷ lệ hài lòng, số phiếu từng mức hoặc điểm trung bình.",
        "From a share, the answers counted, or a mean.",
    ),
    "index": Words(
        "Giá trị chia cho thang điểm, nhân điểm tối đa.", "The value over its scale, times the maximum."
    ),
    "council": Words("Hội đồng ghi điểm kèm lý do.", "A council gives the points with a reason."),
    "gate": Words(
        "Không đạt điều kiện thì 0 điểm; đạt thì chấm theo quy tắc bên trong.",
        "0 unless the condition holds; then the rule inside.",
    ),
    "formula": Words(
        "Nhánh đầu tiên có điều kiện đúng; không nhánh nào đúng thì 0 điểm.",
        "The first branch whose condition holds; none holds: 0.",
    ),
    "penalty": Words(
        "Mỗi lần trừ một số điểm; điểm tối đa của tiêu chí là 0.",
        "Each time takes points away; the maximum is 0.",
    ),
}
SOURCES: dict[Source, Words] = {
    Source.SELF: Words("Đơn vị tự chấm", "Self-scored"),
    Source.SURVEY: Words("Điều tra xã hội học", "Survey"),
    Source.IMPORTED: Words("Nhập từ nguồn khác", "Imported"),
    Source.COUNCIL: Words("Hội đồng chấm", "Council"),
    Source.BONUS: Words("Điểm thưởng", "Bonus"),
    Source.PENALTY: Words("Điểm trừ", "Penalty"),
}
STATUSES: dict[Status, Words] = {
    Status.CONFIRMED: Words("Đúng văn bản", "Confirmed"),
    Status.ASSUMED: Words("Suy ra, chờ xác nhận", "Assumed"),
    Status.ILLUSTRATIVE: Words("Minh họa", "Illustrative"),
}
AGGREGATES: dict[Aggregate, Words] = {
    Aggregate.SUM: Words("Cộng các mục con", "Sum"),
    Aggregate.GIVEN: Words("Cho sẵn từng mục", "Given"),
    Aggregate.WEIGHTED: Words("Bình quân gia quyền", "Weighted mean"),
}
NOT_APPLICABLE: dict[NotApplicable, Words] = {
    NotApplicable.EXCLUDE: Words("Loại khỏi tổng điểm tối đa", "Taken out of the maximum"),
    NotApplicable.FULL_POINTS: Words("Được đủ điểm", "Earns full points"),
}
EVIDENCE: dict[bool, Words] = {
    True: Words("Bắt buộc", "Required"),
    False: Words("Không bắt buộc", "Optional"),
}
CHOICES: dict[str, dict[str, Words]] = {
    "on": {
        "ratio": Words("tỷ lệ đạt trên tổng số", "a ratio of done to total"),
        "value": Words("một giá trị", "a value"),
    },
    "empty": {
        "not_applicable": Words("không áp dụng", "does not apply"),
        "zero": Words("0 điểm", "0 points"),
        "full": Words("đủ điểm tối đa", "the full maximum"),
    },
    "measure": {
        "difference": Words("chênh lệch (nay trừ trước)", "the difference (now minus before)"),
        "percent": Words("tỷ lệ tăng (0,05 là 5 %)", "the growth rate (0.05 is 5 %)"),
    },
    "better": {
        "higher": Words("cao hơn là tốt hơn", "higher is better"),
        "lower": Words("thấp hơn là tốt hơn", "lower is better"),
    },
}
