// A score or a unit: its products a line each, the largest first, what they add up to, and what becomes of the sum.
#pragma once

#include "ui/figure/term_table.h"
#include "ui/lessons/training/dive/dive_body.h"

namespace ui {

class DiveTerms final : public DiveBody {
public:
    DiveTerms(const DivePicture& picture, const QRectF& area, double font);
    void paint(const Brush& to) const override;

private:
    TermTable products() const;
    TermTable shares(const cnn::ValueOrigin& origin, int lines) const;
    QString aligned(const cnn::ValueOrigin& origin, const cnn::Decimal& number) const;
    const cnn::ValueOrigin& made() const { return *m_picture.made(); }
    bool ofShares() const { return made().kind == cnn::OriginKind::Share; }
    QRectF m_table, m_beside; // of the products; of a score's share, empty where it is none
    std::size_t m_first = 0, m_lines = 0;
};

} // namespace ui
