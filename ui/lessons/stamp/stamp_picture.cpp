#include "ui/lessons/stamp/stamp_picture.h"

namespace ui {

cnn::Place StampPicture::busiest() const {
    cnn::Place best{-1, -1};
    std::size_t most = 0;
    const cnn::StampStep now = step();
    for (const cnn::StampedCell& c : now.cells) {
        if (c.cut) continue;
        const std::size_t meet = meeting(c.outY, c.outX).terms.size();
        if (meet <= most) continue;
        most = meet;
        best = {c.outY, c.outX};
    }
    return best;
}

bool StampPicture::hidesOutput(int y, int x) const {
    if (covered == "map" || covered == "size") return true;
    return covered == "cell" && busiest() == cnn::Place{y, x};
}

StampSum stampSum(const StampPicture& p, int index) {
    const cnn::StampedCell cell = p.step().cells[static_cast<std::size_t>(index)];
    const cnn::WindowStep met = p.walk->meeting(cell.outY, cell.outX, p.cell * p.products() + index + 1);
    const cnn::WrittenSum sum = cnn::writeSum(cnn::sumTask(p.task), met, static_cast<int>(met.terms.size()));
    StampSum written{{}, sum.terms.back().input, sum.terms.back().weight, sum.result, sum.terms.size() == 1};
    for (std::size_t i = 0; i + 1 < sum.terms.size(); ++i) written.before = written.before + sum.terms[i].product;
    return written;
}

QString meetingLine(const StampPicture& p, int y, int x) {
    const cnn::WindowStep met = p.meeting(y, x);
    if (met.terms.empty()) return {};
    return QString::fromStdString(cnn::writeSum(cnn::sumTask(p.task), met, static_cast<int>(met.terms.size())).line());
}

} // namespace ui
