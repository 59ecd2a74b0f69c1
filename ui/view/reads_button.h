// Which earlier values a layer of a network reads, as a button with the list of them.
#pragma once

#include "core/network/network_plan.h"

#include <QPushButton>

namespace ui {

class ReadsButton : public QPushButton {
    Q_OBJECT
public:
    explicit ReadsButton(QWidget* parent = nullptr);
    // Shows what layer `row` of the plan reads; emits nothing.
    void setPlan(const cnn::NetworkPlan& plan, int row);

signals:
    // What it is to read now: 0 the image, i + 1 what layer i gives. A layer that joins has one or more, in the order
    // in which they were chosen; any other has one.
    void chosen(const std::vector<std::size_t>& values);

private:
    void fill();
    void pick(std::size_t value, bool ticked);
    cnn::NetworkPlan m_plan;
    int m_row = 0;
    std::vector<std::size_t> m_reads;
};

// "the image", "layer 3": what a value of a network's is called in a list with numbered rows.
QString valueName(std::size_t value);
// "2, 5", "image, 5"; empty: it reads the layer before it.
QString readsMark(const cnn::NetworkPlan& plan, std::size_t layer);
// What a new layer that joins reads at first, when it stands as layer `row`: what is before it, and the nearest earlier
// value that fits it, given the shapes of all values before it.
std::vector<std::size_t> usualReads(const std::string& kind, const std::vector<cnn::Shape>& values);

} // namespace ui
