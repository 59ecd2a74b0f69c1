#include "core/walk/channel_walk.h"

#include <algorithm>

namespace cnn {

WindowTask ChannelTask::of(int map) const {
    const Shape& all = input.shape();
    WindowTask task;
    task.input =
        Tensor({slices(), all.h, all.w, 1}, input.values().subspan(input.offset(firstOf(map), 0, 0),
                                                                   static_cast<std::size_t>(slices() * all.h * all.w)));
    task.kernel = kernels[static_cast<std::size_t>(map)];
    task.bias = biases[static_cast<std::size_t>(map)];
    task.window = window;
    return task;
}

int ChannelTask::parameters() const {
    return maps() * (slices() * window.y.kernel * window.x.kernel + 1);
}

bool ChannelTask::isMatrixProduct() const {
    const auto plain = [](const Axis& a) {
        return a.kernel == 1 && a.stride == 1 && a.padBefore == 0 && a.padAfter == 0;
    };
    return groups == 1 && plain(window.y) && plain(window.x);
}

Expected<ChannelWalk> ChannelWalk::make(ChannelTask task) {
    if (task.kernels.empty() || task.biases.size() != task.kernels.size())
        return Error(ErrorCode::Mismatch, Message::tr("Every output channel needs one kernel and one bias."));
    if (task.groups < 1 || task.channels() % task.groups != 0 || task.maps() % task.groups != 0)
        return Error(ErrorCode::Mismatch,
                     Message::tr("%1 input channels and %2 output channels do not fall into %3 equal groups.",
                                 task.channels(), task.maps(), task.groups));
    ChannelWalk walk(std::move(task));
    for (int map = 0; map < walk.m_task.maps(); ++map) {
        auto made = WindowWalk::make(walk.m_task.of(map));
        if (!made) return made.error();
        walk.m_maps.push_back(*std::move(made));
    }
    const Shape& one = walk.m_maps.front().output().shape();
    walk.m_output = Tensor({walk.m_task.maps(), one.h, one.w, 1});
    auto at = walk.m_output.values().begin();
    for (const WindowWalk& map : walk.m_maps) {
        const auto values = map.output().values();
        at = std::copy(values.begin(), values.end(), at);
    }
    return walk;
}

WindowStep ChannelWalk::at(int map, int cell) const {
    WindowStep step = this->map(map).at(cell);
    for (Term& term : step.terms) term.c += m_task.firstOf(map);
    return step;
}

ChannelSums writeChannels(const WindowTask& task, const WindowStep& step, int shown) {
    const auto all = static_cast<int>(step.terms.size());
    const WrittenSum whole = writeSum(task, step, all);
    const int perChannel = all / task.input.shape().c;
    ChannelSums sums;
    sums.bias = whole.bias;
    sums.complete = shown == all;
    for (int first = 0; first < shown; first += perChannel) {
        const int end = std::min(first + perChannel, shown);
        WrittenSum part;
        part.columns = whole.columns;
        part.complete = end == first + perChannel;
        part.terms.assign(whole.terms.begin() + first, whole.terms.begin() + end);
        for (const WrittenTerm& t : part.terms) part.sum = part.sum + t.product;
        part.result = part.sum;
        sums.result = sums.result + part.sum;
        sums.channels.push_back(std::move(part));
    }
    if (sums.complete) sums.result = sums.result + sums.bias;
    return sums;
}

std::string ChannelSums::totalLine() const {
    std::string line;
    for (const WrittenSum& part : channels) line += (line.empty() ? "" : " + ") + inParentheses(part.result);
    if (complete) line += " + " + inParentheses(bias);
    return line + " = " + result.text();
}

std::string inParentheses(const Decimal& number) {
    return number.negative() ? "(" + number.text() + ")" : number.text();
}

} // namespace cnn
