// Layers that a file writes as several nodes. All of these are products: x times something made of x.
#include "core/onnx/onnx_graph.h"
#include "core/onnx/onnx_node.h"

#include <algorithm>
#include <cmath>

namespace cnn {
namespace {

constexpr int deepest = 4; // products of products

bool isNear(double a, double b) {
    return std::abs(a - b) <= 1e-4 * std::max(1.0, std::abs(b));
}

// A product taken apart: its factors that are computed, and what all others together are.
struct Product {
    std::vector<std::string> factors;
    double number = 1;
    std::vector<std::size_t> nodes; // that make it
};

class Patterns {
public:
    Patterns(OnnxGraph& graph, std::vector<OnnxOp>& ops, const std::map<std::string, std::size_t>& givers)
        : m_graph(graph), m_ops(ops), m_givers(givers) {}

    void find() {
        for (std::size_t i = m_ops.size(); i-- > 0;)
            if (m_ops[i].isNeeded && isProduct(m_ops[i])) findIn(i);
    }

private:
    static bool isProduct(const OnnxOp& op) { return (op.type == "Mul" || op.type == "Div") && op.in.size() == 2; }

    // A lone number that is known.
    std::optional<double> number(const std::string& value) const {
        try {
            return m_graph.isNumber(value) ? std::optional(m_graph.constant(value).only()) : std::nullopt;
        } catch (const OnnxRefusal&) {
            return std::nullopt; // whoever computes with it says what is wrong
        }
    }

    // The node that gives the value, if it is of this type.
    std::optional<std::size_t> giver(const std::string& value, const char* type) const {
        const auto found = m_givers.find(value);
        if (found == m_givers.end()) return std::nullopt;
        const OnnxOp& op = m_ops[found->second];
        return op.type == type && op.isNeeded && !op.in.empty() ? std::optional(found->second) : std::nullopt;
    }

    Product takenApart(std::size_t i, int depth = 0) const {
        Product product;
        product.nodes.push_back(i);
        const OnnxOp& op = m_ops[i];
        for (std::size_t k = 0; k < 2; ++k) {
            const bool divides = op.type == "Div" && k == 1;
            const auto n = number(op.in[k]);
            const auto inner = m_givers.find(op.in[k]);
            if (n) {
                product.number = divides ? product.number / *n : product.number * *n;
            } else if (!divides && inner != m_givers.end() && m_graph.readers(op.in[k]) == 1 &&
                       isProduct(m_ops[inner->second]) && depth < deepest) {
                const Product part = takenApart(inner->second, depth + 1);
                product.number *= part.number;
                product.factors.insert(product.factors.end(), part.factors.begin(), part.factors.end());
                product.nodes.insert(product.nodes.end(), part.nodes.begin(), part.nodes.end());
            } else {
                product.factors.push_back(divides ? std::string() : op.in[k]);
            }
        }
        return product;
    }

    void findIn(std::size_t i) {
        const Product product = takenApart(i);
        if (product.factors.size() == 1) {
            scaledTanh(i, product);
        } else if (product.factors.size() == 2) {
            for (std::size_t k = 0; k < 2; ++k)
                if (isPair(i, product, product.factors[k], product.factors[1 - k])) return;
        }
    }

    bool isPair(std::size_t i, const Product& product, const std::string& x, const std::string& other) {
        if (x.empty() || other.empty()) return false;
        if (const auto sigmoid = giver(other, "Sigmoid"); sigmoid && m_ops[*sigmoid].in[0] == x)
            return isNear(product.number, 1) && become(i, "SiLU", x, product.nodes, {*sigmoid});
        if (const auto hard = giver(other, "HardSigmoid"); hard && m_ops[*hard].in[0] == x)
            return isNear(product.number, 1) && isHardSwishSigmoid(*hard) &&
                   become(i, "HardSwish", x, product.nodes, {*hard});
        return isErfGelu(i, product, x, other) || isClippedHardSwish(i, product, x, other);
    }

    bool isHardSwishSigmoid(std::size_t hard) const {
        float alpha = 0.2F, beta = 0.5F;
        for (const auto& attribute : m_ops[hard].proto->attribute()) {
            if (attribute.name() == "alpha") alpha = attribute.f();
            if (attribute.name() == "beta") beta = attribute.f();
        }
        return isNear(alpha, 1.0 / 6) && isNear(beta, 0.5);
    }

    // Of a sum of a number and one value: that value.
    std::optional<std::string> summand(std::size_t add, double wanted) const {
        const OnnxOp& op = m_ops[add];
        for (std::size_t k = 0; k < 2 && op.in.size() == 2; ++k)
            if (const auto n = number(op.in[k]); n && isNear(*n, wanted)) return op.in[1 - k];
        return std::nullopt;
    }

    // x * 0.5 * (1 + erf(x / sqrt(2)))
    bool isErfGelu(std::size_t i, const Product& product, const std::string& x, const std::string& other) {
        const auto add = giver(other, "Add");
        const auto inner = add ? summand(*add, 1) : std::nullopt;
        const auto erf = inner ? giver(*inner, "Erf") : std::nullopt;
        if (!erf || !isNear(product.number, 0.5)) return false;
        const auto scaled = m_givers.find(m_ops[*erf].in[0]);
        if (scaled == m_givers.end() || !isProduct(m_ops[scaled->second])) return false;
        const Product argument = takenApart(scaled->second);
        if (argument.factors != std::vector{x} || !isNear(argument.number, std::sqrt(0.5))) return false;
        return become(i, "Gelu", x, product.nodes, {*add, *erf, scaled->second});
    }

    // x * clip(x + 3, 0, 6) / 6
    bool isClippedHardSwish(std::size_t i, const Product& product, const std::string& x, const std::string& other) {
        const auto clip = giver(other, "Clip");
        const auto add = clip ? giver(m_ops[*clip].in[0], "Add") : std::nullopt;
        if (!add || summand(*add, 3) != x || !isNear(product.number, 1.0 / 6) || !clipsTo6(m_ops[*clip])) return false;
        return become(i, "HardSwish", x, product.nodes, {*clip, *add});
    }

    bool clipsTo6(const OnnxOp& clip) const {
        std::optional<double> low, high;
        for (const auto& attribute : clip.proto->attribute()) {
            if (attribute.name() == "min") low = attribute.f();
            if (attribute.name() == "max") high = attribute.f();
        }
        if (clip.in.size() == 3) {
            low = number(clip.in[1]);
            high = number(clip.in[2]);
        }
        return low && high && isNear(*low, 0) && isNear(*high, 6);
    }

    // 1.7159 tanh(2/3 x)
    void scaledTanh(std::size_t i, const Product& product) {
        const auto tanh = giver(product.factors[0], "Tanh");
        if (!tanh || !(std::abs(product.number - 1.7159) <= 1e-6)) return;
        const auto scaled = m_givers.find(m_ops[*tanh].in[0]);
        if (scaled == m_givers.end() || !isProduct(m_ops[scaled->second])) return;
        const Product argument = takenApart(scaled->second);
        if (argument.factors.size() != 1 || !(std::abs(argument.number - 2.0 / 3) <= 1e-6)) return;
        become(i, "ScaledTanh", argument.factors[0], product.nodes, {*tanh, scaled->second});
    }

    // Node i becomes the layer on x, if nobody else reads what lies between.
    bool become(std::size_t i, const char* type, const std::string& x, std::vector<std::size_t> nodes,
                std::initializer_list<std::size_t> more) {
        nodes.insert(nodes.end(), more);
        for (const std::size_t k : nodes)
            if (k != i && m_graph.readers(m_ops[k].out[0]) != 1) return false;
        for (const std::size_t k : nodes) m_ops[k].isNeeded = k == i;
        m_ops[i].type = type;
        m_ops[i].in = {x};
        return true;
    }

    OnnxGraph& m_graph;
    std::vector<OnnxOp>& m_ops;
    const std::map<std::string, std::size_t>& m_givers;
};

} // namespace

void findPatterns(OnnxGraph& graph, std::vector<OnnxOp>& ops, const std::map<std::string, std::size_t>& givers) {
    Patterns(graph, ops, givers).find();
}

} // namespace cnn
