// PSNR as curves, each with its name and value at its right end: over the course of a run, or over the strength of the
// noise.
#pragma once

#include "ui/figure/chart.h"
#include "ui/figure/figure.h"

#include <optional>
#include <vector>

namespace ui {

struct DbCurve {
    enum Kind { Network, Rival, Kept };
    Kind kind = Rival;
    int number = 0; // which of the rivals (cnn::Rival), or of the kept runs
    QString name;
    QString value{};               // at the place that is looked at, as it is written; empty: none there
    std::vector<QPointF> points{}; // in rising order; what is infinite runs along the upper edge
};

struct DbContent {
    QString title, said; // in the head: what it is, what is to be said beside it
    ChartAxis x{};
    std::vector<DbCurve> curves{};
    std::optional<double> now{}, mark{}; // where it is looked at; another place, with its name
    QString markName{};
    bool framed = true;  // on a card of its own, else in one
    bool handle = false; // the line of `now` can be moved
    struct Change {
        double at = 0;
        QString words;
    };
    std::vector<Change> changes{};
};

class DbChart final : public Figure {
public:
    static constexpr const char* placePart = "place"; // of a CellRef: x is the per mille along the axis

    // text: size of the letters.
    DbChart(QSizeF size, double text, DbContent content);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;
    // What the mark of a change near this place says; empty: none is near.
    QString changeAt(QPointF point) const;

private:
    QString label(const DbCurve& curve) const;
    std::vector<double> labelPlaces() const;
    void paintHead(QPainter& painter, const Style& style) const;
    void paintLabels(QPainter& painter, const Style& style) const;
    void paintPlaces(QPainter& painter, const Style& style) const;

    QSizeF m_size;
    double m_text;
    DbContent m_content;
    ChartPlot m_plot;
};

// From `low` to `high` dB, in round parts.
ChartAxis decibelAxis(double low, double high);

} // namespace ui
