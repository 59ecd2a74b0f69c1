#include "core/layers/softmax.h"

#include "core/layers/channel_layer.h"

namespace cnn {
namespace {

// A row a channel, a column a cell of an image.
ConstMatrixView channelsOf(const Tensor& t) {
    return {t.data(), t.shape().c, floatsPerChannel(t.shape())};
}

template<bool logarithm> std::unique_ptr<Layer> makeSoftmax(const LayerInfo&) {
    return std::make_unique<Softmax>(logarithm);
}

} // namespace

LayerKind Softmax::facts(bool logarithm) {
    return {.kind = logarithm ? "logsoftmax" : "softmax",
            .title = logarithm ? "Log softmax" : "Softmax",
            .name = "softmax",
            .make = logarithm ? makeSoftmax<true> : makeSoftmax<false>,
            .formula = logarithm ? "x − ln(sum of e^x)" : "e^x ÷ sum of e^x",
            .curve = Curve::Smooth,
            .sign = logarithm ? Sign::Any : Sign::NotNegative,
            .made = logarithm ? Made::LogShare : Made::Share,
            .onnx = {.name = logarithm ? "LogSoftmax" : "Softmax"},
            .torch = logarithm ? "nn.LogSoftmax(dim=1)" : "nn.Softmax(dim=1)"};
}

void Softmax::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    out.reshapeTo(in.shape());
    const ConstMatrixView x = channelsOf(in);
    MatrixView y(out.data(), x.rows(), x.cols());
    for (Eigen::Index i = 0; i < x.cols(); ++i) {
        const Eigen::ArrayXd less = x.col(i).cast<double>().array() - static_cast<double>(x.col(i).maxCoeff());
        const double sum = less.exp().sum();
        y.col(i) = (m_log ? Eigen::ArrayXd(less - std::log(sum)) : Eigen::ArrayXd(less.exp() / sum)).cast<float>();
    }
}

void Softmax::backward(const Tensor&, const Tensor& out, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                       Gradients&) const {
    if (!dIn) return;
    dIn->reshapeTo(out.shape());
    const ConstMatrixView y = channelsOf(out), d = channelsOf(dOut);
    MatrixView to(dIn->data(), y.rows(), y.cols());
    for (Eigen::Index i = 0; i < y.cols(); ++i) {
        const auto p = y.col(i).array(), slope = d.col(i).array();
        if (m_log)
            to.col(i) = slope - p.exp() * slope.sum();
        else
            to.col(i) = p * (slope - (p * slope).sum());
    }
}

} // namespace cnn
