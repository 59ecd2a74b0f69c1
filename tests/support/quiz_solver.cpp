#include "tests/support/quiz_solver.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <set>

using namespace cnn;

namespace {

using Numbers = std::vector<double>;

Numbers numbersIn(const std::string& text) {
    Numbers all;
    for (std::size_t i = 0; i < text.size();) {
        const bool starts = text[i] >= '0' && text[i] <= '9';
        if (!starts) {
            ++i;
            continue;
        }
        const bool negative = i >= 3 && text.compare(i - 3, 3, "\xe2\x88\x92") == 0;
        std::size_t end = i;
        while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') ||
                                     (text[end] == '.' && end + 1 < text.size() && std::isdigit(text[end + 1]))))
            ++end;
        all.push_back((negative ? -1 : 1) * std::stod(text.substr(i, end - i)));
        i = end;
    }
    return all;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != text.npos;
}

int whole(double v) {
    return static_cast<int>(v);
}

struct Layer {
    int kernel = 1, stride = 1, padding = 0;
};

struct Asked {
    const QuizQuestion& q;
    std::string text = q.ask.english();
    Numbers n = numbersIn(text);

    const Tensor& grid(const std::string& role) const { return of(role).values; }
    const QuizPicture::Grid& of(const std::string& role) const {
        return *std::ranges::find(q.picture.grids, role, &QuizPicture::Grid::role);
    }
    int number(std::size_t i) const { return whole(n.at(i)); }
    std::vector<Layer> layers() const {
        std::vector<Layer> all;
        for (const Message& m : q.picture.layers) {
            const std::string level = m.english();
            const Numbers v = numbersIn(level);
            if (has(level, "convolution")) all.push_back({whole(v[0]), whole(v[2]), whole(v[3])});
            if (has(level, "pooling")) all.push_back({whole(v[0]), whole(v[2]), 0});
        }
        return all;
    }
};

double at(const Tensor& t, int c, int y, int x) {
    const Shape& s = t.shape();
    return y < 0 || x < 0 || y >= s.h || x >= s.w ? 0.0 : static_cast<double>(t.at(c, y, x));
}

// ---- values --------------------------------------------------------------------------------------------------------

struct Slide {
    int stride = 1, padding = 0, dilation = 1;
    bool turned = false;
};

double summed(const Tensor& in, const Tensor& kernel, int y, int x, const Slide& s) {
    double sum = 0;
    const Shape& k = kernel.shape();
    for (int c = 0; c < k.c; ++c)
        for (int i = 0; i < k.h; ++i)
            for (int j = 0; j < k.w; ++j) {
                const double w = s.turned ? at(kernel, c, k.h - 1 - i, k.w - 1 - j) : at(kernel, c, i, j);
                sum +=
                    w * at(in, c, y * s.stride - s.padding + i * s.dilation, x * s.stride - s.padding + j * s.dilation);
            }
    return sum;
}

double cell(const Asked& a, const Slide& s) {
    const Place p = a.of("output").marked.value();
    return summed(a.grid("input"), a.grid("kernel"), p.y, p.x, s);
}

// The numbers of a block, by what is made of them.
double block(const Tensor& in, int y, int x, int k, const std::function<double(const Numbers&)>& made) {
    Numbers v;
    for (int i = 0; i < k; ++i)
        for (int j = 0; j < k; ++j) v.push_back(at(in, 0, y + i, x + j));
    return made(v);
}
double largest(const Numbers& v) {
    return *std::ranges::max_element(v);
}
double smallest(const Numbers& v) {
    return *std::ranges::min_element(v);
}
double mean(const Numbers& v) {
    double sum = 0;
    for (const double x : v) sum += x;
    return sum / static_cast<double>(v.size());
}

double pooledCell(const Asked& a, double (*made)(const Numbers&)) {
    const Place p = a.of("output").marked.value();
    return block(a.grid("input"), p.y * a.number(2), p.x * a.number(2), a.number(0), made);
}

// ---- sizes ---------------------------------------------------------------------------------------------------------

int places(int n, int k, int s, int before, int after, int d = 1) {
    int count = 0;
    for (int from = -before; from + d * (k - 1) < n + after; from += s) ++count;
    return count;
}

double ceilPlaces(int n, int k, int s) {
    int count = 1;
    while ((count - 1) * s + k < n) ++count;
    return count;
}

double stackSize(const Asked& a) {
    int n = a.number(0);
    for (const Layer& l : a.layers()) n = places(n, l.kernel, l.stride, l.padding, l.padding);
    return n;
}

// First and last pixel that a unit of the last layer sees.
std::pair<int, int> seen(const Asked& a, int unit) {
    std::set<int> cells{unit};
    const auto layers = a.layers();
    for (auto l = layers.rbegin(); l != layers.rend(); ++l) {
        std::set<int> below;
        for (const int c : cells)
            for (int k = 0; k < l->kernel; ++k) below.insert(c * l->stride - l->padding + k);
        cells = below;
    }
    return {*cells.begin(), *cells.rbegin()};
}

double uses(const Asked& a) {
    const QuizPicture::Grid& in = a.of("input");
    const int k = a.number(0), s = a.number(2), p = in.padding, n = in.values.shape().h;
    const auto along = [&](int pixel) {
        int count = 0;
        for (int from = -p; from + k <= n + p; from += s) count += pixel >= from && pixel < from + k;
        return count;
    };
    return along(in.marked->y) * along(in.marked->x);
}

double dense(const Asked& a) {
    double inputs = 1;
    for (std::size_t i = 0; i + 1 < a.n.size(); ++i) inputs *= a.n[i];
    return inputs * a.n.back() + a.n.back();
}

double products(const Asked& a) {
    const int c = a.number(0), n = a.number(1), maps = a.number(3), k = a.number(4), p = a.number(7);
    double count = 0;
    for (int y = -p; y + k <= n + p; ++y)
        for (int x = -p; x + k <= n + p; ++x) count += maps * c * k * k;
    return count;
}

// ---- gradients -----------------------------------------------------------------------------------------------------

double weightGradient(const Asked& a) {
    const Tensor &in = a.grid("input"), &back = a.grid("gradient");
    const Place w = a.of("kernel").marked.value();
    double sum = 0;
    for (int y = 0; y < back.shape().h; ++y)
        for (int x = 0; x < back.shape().w; ++x)
            sum += at(back, 0, y, x) * at(in, 0, y * a.number(0) + w.y, x * a.number(0) + w.x);
    return sum;
}

double inputGradient(const Asked& a) {
    const Tensor &kernel = a.grid("kernel"), &back = a.grid("gradient");
    const Place p = a.of("input").marked.value();
    double sum = 0;
    for (int y = 0; y < back.shape().h; ++y)
        for (int x = 0; x < back.shape().w; ++x)
            sum += at(back, 0, y, x) * at(kernel, 0, p.y - y * a.number(0), p.x - x * a.number(0));
    return sum;
}

Tensor pooledBack(const Asked& a) {
    const Tensor &in = a.grid("input"), &back = a.grid("gradient");
    const int s = a.number(2);
    const bool max = has(a.text, "max pooling");
    Tensor out(in.shape());
    for (int y = 0; y < back.shape().h; ++y)
        for (int x = 0; x < back.shape().w; ++x) {
            const double most = block(in, y * s, x * s, 2, largest);
            for (int i = 0; i < 2; ++i)
                for (int j = 0; j < 2; ++j)
                    if (!max || at(in, 0, y * s + i, x * s + j) == most)
                        out.at(0, y * s + i, x * s + j) += static_cast<float>(at(back, 0, y, x) / (max ? 1 : 4));
        }
    return out;
}

Tensor met(const Asked& a) {
    const Shape &in = a.grid("input").shape(), &k = a.grid("kernel").shape();
    const Place w = a.of("kernel").marked.value();
    Tensor region(in);
    for (int y = 0; y + k.h <= in.h; y += a.number(0))
        for (int x = 0; x + k.w <= in.w; x += a.number(0)) region.at(0, y + w.y, x + w.x) = 1;
    return region;
}

double softmax(const Asked& a) {
    const std::size_t which = static_cast<std::size_t>(a.number(3)) - 1;
    return 1 / (std::exp(a.n[0] - a.n[which]) + std::exp(a.n[1] - a.n[which]) + std::exp(a.n[2] - a.n[which]));
}

double leastEpoch(const Asked& a) {
    const auto& v = a.q.picture.lines[1].values;
    return static_cast<double>(std::ranges::min_element(v) - v.begin()) + 1;
}

using Way = double (*)(const Asked&);
const std::map<std::string, Way> ways{
    {"conv-cell", [](const Asked& a) { return cell(a, {}); }},
    {"flipped-cell",
     [](const Asked& a) {
         return cell(a, {1, 0, 1, true});
     }},
    {"padded-cell",
     [](const Asked& a) {
         return cell(a, {1, a.of("input").padding, 1, false});
     }},
    {"strided-cell",
     [](const Asked& a) {
         return cell(a, {a.number(0), 0, 1, false});
     }},
    {"dilated-cell",
     [](const Asked& a) {
         return cell(a, {1, 0, a.number(0), false});
     }},
    {"channel-cell", [](const Asked& a) { return cell(a, {}) + a.n[2]; }},
    {"relu-cell", [](const Asked& a) { return std::max(0.0, cell(a, {})); }},
    {"max-cell", [](const Asked& a) { return pooledCell(a, largest); }},
    {"average-cell", [](const Asked& a) { return pooledCell(a, mean); }},
    {"output-size",
     [](const Asked& a) -> double { return places(a.number(2), a.number(0), a.number(4), a.number(5), a.number(5)); }},
    {"dilated-size",
     [](const Asked& a) -> double {
         return places(a.number(3), a.number(0), a.number(5), a.number(6), a.number(6), a.number(2));
     }},
    {"ceil-size", [](const Asked& a) { return ceilPlaces(a.number(3), a.number(0), a.number(2)); }},
    {"same-tensorflow", [](const Asked& a) -> double { return places(a.number(2), 1, a.number(4), 0, 0); }},
    {"same-pytorch",
     [](const Asked& a) -> double { return places(a.number(5), a.number(0), a.number(7), a.number(2), a.number(2)); }},
    {"stack-size", stackSize},
    {"depth",
     [](const Asked& a) {
         return has(a.text, "slices has") ? a.n.back() : has(a.text, "one kernel") ? 1.0 : a.n.front();
     }},
    {"pixel-uses", uses},
    {"parameters", [](const Asked& a) { return a.n[3] * (a.n[0] * a.n[4] * a.n[5] + 1); }},
    {"dense-parameters", dense},
    {"multiply-adds", products},
    {"field-size", [](const Asked& a) -> double { return seen(a, 0).second - seen(a, 0).first + 1; }},
    {"field-jump", [](const Asked& a) -> double { return seen(a, 1).first - seen(a, 0).first; }},
    {"weight-gradient", weightGradient},
    {"input-gradient", inputGradient},
    {"update", [](const Asked& a) { return a.n[0] - a.n[2] * a.n[1]; }},
    {"softmax", softmax},
    {"cross-entropy", [](const Asked& a) { return -std::log(a.n[static_cast<std::size_t>(a.number(3)) - 1]); }},
    {"stop-epoch", leastEpoch},
};

// ---- options -------------------------------------------------------------------------------------------------------

std::pair<int, int> paddingSaid(const std::string& option) {
    const Numbers v = numbersIn(option);
    if (has(option, "no padding")) return {0, 0};
    if (has(option, "none below")) return {whole(v[0]), 0};
    return v.size() == 1 ? std::pair{whole(v[0]), whole(v[0])} : std::pair{whole(v[0]), whole(v[1])};
}

bool endsEvenly(const Asked& a, const std::string& option) {
    const auto [before, after] = paddingSaid(option);
    int end = -before + a.number(0); // of the window, past its last cell
    while (end + a.number(4) <= a.number(2) + after) end += a.number(4);
    return end == a.number(2) + after;
}

bool keepsSize(const Asked& a, const std::string& option) {
    const auto [before, after] = paddingSaid(option);
    const int d = has(a.text, "dilation") ? a.number(4) : 1;
    return places(a.number(0), a.number(2), 1, before, after, d) == a.number(0);
}

bool makesIt(const Asked& a, const std::string& option) {
    const Tensor &in = a.grid("input"), &out = a.grid("output");
    const Numbers v = numbersIn(option);
    const int k = has(option, "upper left") ? 1 : whole(v[0]), s = v.size() > 2 ? whole(v[2]) : whole(v[0]);
    const auto made = has(option, "average") ? mean : has(option, "smallest") ? smallest : largest;
    if ((in.shape().h - k) / s + 1 != out.shape().h) return false;
    for (int y = 0; y < out.shape().h; ++y)
        for (int x = 0; x < out.shape().w; ++x)
            if (std::abs(block(in, y * s, x * s, k, made) - at(out, 0, y, x)) > 1e-6) return false;
    return true;
}

bool kernelMakesIt(const Asked& a, const Tensor& kernel) {
    const Tensor& out = a.grid("output");
    for (int y = 0; y < out.shape().h; ++y)
        for (int x = 0; x < out.shape().w; ++x)
            if (summed(a.grid("input"), kernel, y, x, {}) != at(out, 0, y, x)) return false;
    return true;
}

bool shrinks(const Asked& a, const std::string& option) {
    const Numbers v = numbersIn(option);
    const int n = a.number(0);
    if (has(option, "pooling")) return places(n, whole(v[0]), whole(v[2]), 0, 0) < n;
    if (!has(option, "convolution")) return false;
    const int p = v.size() > 2 ? whole(v[2]) : 0;
    return places(n, whole(v[0]), 1, p, p) < n;
}

bool turns(const std::vector<double>& loss) {
    return loss.back() > *std::ranges::min_element(loss) + 0.25;
}

std::string courseOf(const Asked& a) {
    const auto &seen = a.q.picture.lines[0].values, &unseen = a.q.picture.lines[1].values;
    for (std::size_t i = 1; i < seen.size(); ++i)
        if (seen[i] > seen[i - 1] + 0.02) return "learning rate";
    if (turns(unseen)) return "overfits";
    const double last = seen[seen.size() - 2] - seen.back(), first = seen[0] - seen[1];
    return last > first / 2 ? "not done" : "levelled off";
}

bool isTrueOf(const std::string& kind, const std::string& sentence) {
    static const std::map<std::string, std::vector<std::string>> truths{
        {"padding-purpose", {"can keep the rows and columns", "read by more windows", "without the map shrinking"}},
        {"one-by-one", {"mixes the channels", "changes the number of channels", "weighted sum over the channels"}},
        {"field-meaning",
         {"region of the input that can change", "pixels of the input that this one value depends",
          "part of the image that this one value has seen"}}};
    const auto found = truths.find(kind);
    return found != truths.end() &&
           std::ranges::any_of(found->second, [&](const std::string& t) { return has(sentence, t); });
}

} // namespace

double solved(const QuizQuestion& question) {
    const auto way = ways.find(question.kind);
    return way == ways.end() ? std::numeric_limits<double>::quiet_NaN() : way->second(Asked{question});
}

bool holds(const QuizQuestion& question, const QuizOption& option) {
    const Asked a{question};
    const std::string text = option.text.english(), &kind = question.kind;
    if (kind == "keep-size") return keepsSize(a, text);
    if (kind == "divisible-padding") return endsEvenly(a, text);
    if (kind == "which-operation") return makesIt(a, text);
    if (kind == "which-kernel") return kernelMakesIt(a, option.grid->values);
    if (kind == "smaller-map") return shrinks(a, text);
    if (kind == "weight-pixels") return option.grid->values == met(a);
    if (kind == "pool-gradient") return option.grid->values == pooledBack(a);
    if (kind == "overfit-curve")
        return turns(question.picture.lines[static_cast<std::size_t>(text.back() - 'A') + 1].values);
    if (kind == "curve-diagnosis") return has(text, courseOf(a));
    return isTrueOf(kind, text);
}
