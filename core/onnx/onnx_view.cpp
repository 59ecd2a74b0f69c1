#include "core/onnx/onnx_view.h"

#include <algorithm>

namespace cnn {

OnnxView OnnxView::image(const Shape& shape, std::int64_t batch) {
    OnnxView view;
    const std::int64_t extents[] = {batch, shape.c, shape.h, shape.w};
    for (int axis = 0; axis < 4; ++axis) {
        std::vector<int> atoms;
        if (extents[axis] > 1) {
            atoms.push_back(static_cast<int>(view.m_atoms.size()));
            view.m_atoms.push_back({axis, extents[axis]});
        }
        view.m_axes.push_back(atoms);
    }
    return view;
}

OnnxView OnnxView::flat(const Shape& shape, std::int64_t batch) {
    OnnxView view = image(shape, batch);
    std::vector<int> all;
    for (std::size_t axis = 1; axis < 4; ++axis)
        all.insert(all.end(), view.m_axes[axis].begin(), view.m_axes[axis].end());
    view.m_axes.resize(1);
    view.m_axes.push_back(all);
    return view;
}

std::int64_t OnnxView::extent(std::size_t axis) const {
    std::int64_t product = 1;
    for (const int atom : m_axes[axis]) product *= m_atoms[static_cast<std::size_t>(atom)].extent;
    return product;
}

OnnxDims OnnxView::dims() const {
    OnnxDims dims;
    for (std::size_t axis = 0; axis < rank(); ++axis) dims.push_back(extent(axis));
    return dims;
}

std::int64_t OnnxView::count() const {
    std::int64_t product = 1;
    for (const Atom& atom : m_atoms) product *= atom.extent;
    return product;
}

OnnxView OnnxView::transposed(const OnnxDims& perm) const {
    OnnxView view = *this;
    for (std::size_t i = 0; i < perm.size(); ++i) view.m_axes[i] = m_axes[static_cast<std::size_t>(perm[i])];
    return view;
}

std::optional<OnnxView> OnnxView::reshaped(const OnnxDims& dims) const {
    OnnxView view;
    view.m_atoms = m_atoms;
    std::vector<int> left; // what is not used yet, the next one last
    for (const auto& axis : m_axes) left.insert(left.end(), axis.begin(), axis.end());
    std::reverse(left.begin(), left.end());
    for (const std::int64_t dim : dims) {
        std::vector<int>& axis = view.m_axes.emplace_back();
        for (std::int64_t wanted = dim; wanted > 1;) {
            if (left.empty()) return std::nullopt;
            const int atom = left.back();
            const Atom whole = view.m_atoms[static_cast<std::size_t>(atom)];
            if (wanted % whole.extent == 0) {
                wanted /= whole.extent;
                axis.push_back(atom);
                left.pop_back();
                continue;
            }
            if (whole.extent % wanted != 0 || whole.axis == 0) return std::nullopt;
            // The atom is cut in two; all that lie behind it in memory move up by one number.
            const auto at = view.m_atoms.begin() + atom;
            at->extent = wanted;
            view.m_atoms.insert(at + 1, {whole.axis, whole.extent / wanted});
            const auto moveUp = [&](int& other) { other += other > atom ? 1 : 0; };
            for (auto& done : view.m_axes) std::for_each(done.begin(), done.end(), moveUp);
            std::for_each(left.begin(), left.end(), moveUp);
            axis.push_back(atom);
            left.back() = atom + 1;
            wanted = 1;
        }
    }
    if (!left.empty()) return std::nullopt;
    view.tidy();
    return view;
}

// Joins atoms that follow each other both in memory and in an axis of the file.
void OnnxView::tidy() {
    for (auto& axis : m_axes)
        for (std::size_t k = 0; k + 1 < axis.size();) {
            const auto atom = static_cast<std::size_t>(axis[k]);
            if (axis[k + 1] != axis[k] + 1 || m_atoms[atom].axis != m_atoms[atom + 1].axis) {
                ++k;
                continue;
            }
            m_atoms[atom].extent *= m_atoms[atom + 1].extent;
            m_atoms.erase(m_atoms.begin() + axis[k] + 1);
            axis.erase(axis.begin() + static_cast<std::ptrdiff_t>(k) + 1);
            for (auto& other : m_axes)
                for (int& a : other) a -= a > static_cast<int>(atom) ? 1 : 0;
        }
}

OnnxView OnnxView::without(std::size_t axis) const {
    OnnxView view = *this;
    view.m_axes.erase(view.m_axes.begin() + static_cast<std::ptrdiff_t>(axis));
    return view;
}

OnnxView OnnxView::withAxis(std::size_t before) const {
    OnnxView view = *this;
    view.m_axes.insert(view.m_axes.begin() + static_cast<std::ptrdiff_t>(before), std::vector<int>{});
    return view;
}

OnnxView OnnxView::withoutAtomsOf(std::size_t axis) const {
    OnnxView view = *this;
    std::vector<int> gone = std::exchange(view.m_axes[axis], {});
    std::sort(gone.rbegin(), gone.rend());
    for (const int atom : gone) {
        view.m_atoms.erase(view.m_atoms.begin() + atom);
        for (auto& other : view.m_axes)
            for (int& a : other) a -= a > atom ? 1 : 0;
    }
    return view;
}

std::vector<int> OnnxView::axesOf(std::size_t axis) const {
    std::vector<int> axes;
    for (const int atom : m_axes[axis]) axes.push_back(m_atoms[static_cast<std::size_t>(atom)].axis);
    return axes;
}

bool OnnxView::isWhole(std::size_t axis, int ours) const {
    const auto all = std::count_if(m_atoms.begin(), m_atoms.end(), [&](const Atom& a) { return a.axis == ours; });
    const std::vector<int>& atoms = m_axes[axis];
    return static_cast<std::ptrdiff_t>(atoms.size()) == all && std::is_sorted(atoms.begin(), atoms.end()) &&
           std::all_of(atoms.begin(), atoms.end(),
                       [&](int a) { return m_atoms[static_cast<std::size_t>(a)].axis == ours; });
}

bool OnnxView::beginsWithBatch() const {
    return rank() > 0 && isWhole(0, 0);
}

bool OnnxView::isImage() const {
    return rank() == 4 && isWhole(0, 0) && isWhole(1, 1) && isWhole(2, 2) && isWhole(3, 3);
}

std::vector<int> OnnxView::order() const {
    const int batch = !m_atoms.empty() && m_atoms[0].axis == 0 ? 1 : 0;
    std::vector<int> order;
    for (const auto& axis : m_axes)
        for (const int atom : axis)
            if (m_atoms[static_cast<std::size_t>(atom)].axis != 0) order.push_back(atom - batch);
    return order;
}

std::vector<std::int64_t> OnnxView::extents() const {
    std::vector<std::int64_t> extents;
    for (const Atom& atom : m_atoms)
        if (atom.axis != 0) extents.push_back(atom.extent);
    return extents;
}

bool OnnxView::isInMemoryOrder() const {
    const std::vector<int> atoms = order();
    return std::is_sorted(atoms.begin(), atoms.end());
}

std::size_t OnnxView::atomsOf(int ours) const {
    return static_cast<std::size_t>(std::ranges::count(m_atoms, ours, &Atom::axis));
}

std::int64_t OnnxView::batch() const {
    return !m_atoms.empty() && m_atoms[0].axis == 0 ? m_atoms[0].extent : 1;
}

std::optional<std::vector<int>> OnnxView::layout() const {
    std::vector<int> ours(rank(), -1);
    bool isUsed[4] = {};
    for (const Atom& atom : m_atoms)
        for (std::size_t axis = 0; axis < rank(); ++axis)
            if (!m_axes[axis].empty() && isWhole(axis, atom.axis)) {
                ours[axis] = atom.axis;
                isUsed[atom.axis] = true;
            }
    for (std::size_t axis = 0; axis < rank(); ++axis) {
        if (ours[axis] >= 0) continue;
        const auto* unused = std::find(std::begin(isUsed), std::end(isUsed), false);
        if (!m_axes[axis].empty() || unused == std::end(isUsed)) return std::nullopt;
        ours[axis] = static_cast<int>(unused - std::begin(isUsed));
        isUsed[ours[axis]] = true;
    }
    return ours;
}

OnnxView OnnxView::withLayout(const std::vector<int>& ours, const Shape& shape, std::int64_t batch) {
    const OnnxView whole = image(shape, batch);
    OnnxView view;
    view.m_atoms = whole.m_atoms;
    for (const int axis : ours) view.m_axes.push_back(whole.m_axes[static_cast<std::size_t>(axis)]);
    return view;
}

} // namespace cnn
