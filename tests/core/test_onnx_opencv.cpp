// A second opinion: OpenCV's own reader runs the files we write.
#include "core/onnx/onnx_file.h"
#include "tests/support/sample_networks.h"

#include <gtest/gtest.h>
#include <onnx/onnx.pb.h>
#include <opencv2/dnn.hpp>

namespace cnn::test_onnx_opencv {
namespace {

// (batch, channels, rows, columns), image by image, as OpenCV orders it.
cv::Mat blobOf(const Tensor& images) {
    const Shape& s = images.shape();
    const int sizes[] = {s.n, s.c, s.h, s.w};
    cv::Mat blob(4, sizes, CV_32F);
    const RowMatrix imageByImage = images.matrix().transpose();
    std::copy(imageByImage.data(), imageByImage.data() + imageByImage.size(), blob.ptr<float>());
    return blob;
}

float largestDifference(const Tensor& ours, const cv::Mat& theirs) {
    const RowMatrix imageByImage = ours.matrix().transpose();
    EXPECT_EQ(static_cast<std::size_t>(imageByImage.size()), theirs.total());
    const ConstMatrixView other(theirs.ptr<float>(), imageByImage.rows(), imageByImage.cols());
    return (imageByImage - other).cwiseAbs().maxCoeff();
}

void expectOpenCvAgrees(const Network& network, const std::string& bytes) {
    cv::dnn::Net net = cv::dnn::readNetFromONNX(bytes.data(), bytes.size());
    for (const int images : {1, 5}) {
        const Tensor in = randomImages(network.inputShape(), images, 3);
        Trace trace;
        network.forward(in, trace);
        net.setInput(blobOf(in));
        EXPECT_LE(largestDifference(trace.output(), net.forward()), 1e-4F) << images << " images";
    }
}

void expectOpenCvAgrees(const Network& network) {
    expectOpenCvAgrees(network, toOnnx(network));
}

TEST(OnnxInOpenCv, LeNetWithReluAndMaxPoolingGivesTheSameOutputs) {
    expectOpenCvAgrees(lenet5({ActivationKind::Relu, PoolingKind::Max}, 5));
}

TEST(OnnxInOpenCv, LeNetWithTanhAndAveragePoolingGivesTheSameOutputs) {
    expectOpenCvAgrees(lenet5({ActivationKind::Tanh, PoolingKind::Average}, 5));
}

TEST(OnnxInOpenCv, LeNetWithSigmoidAndAveragePoolingGivesTheSameOutputs) {
    expectOpenCvAgrees(lenet5({ActivationKind::Sigmoid, PoolingKind::Average}, 5));
}

TEST(OnnxInOpenCv, EveryModelGivesTheSameOutputs) {
    for (const Model& model : models()) {
        SCOPED_TRACE(model.id);
        for (const float share : {0.0F, 0.5F}) {
            const NetworkPlan plan = withDropout(model.plan({}), share);
            expectOpenCvAgrees(build(plan, usualInput, usualClasses, Initialisation::Glorot, 5));
        }
    }
}

TEST(OnnxInOpenCv, WindowsThatDifferByAxisGiveTheSameOutputs) {
    Network net(Shape{3, 17, 20, 1});
    net.add("conv", std::make_unique<Conv2d>(3, 4, Window{{3, 2, 0, 2, 2}, {2, 1, 1, 0, 1}}));
    net.add("relu", makeLayer({"relu", {}, 0, 0}));
    net.add("max", makeLayer({"maxpool2d", Window{{2, 1, 0, 1, 1}, {3, 2, 1, 0, 1}}, 0, 0}));
    net.add("average", makeLayer({"avgpool2d", Window{{2, 2, 0, 0, 1}, {3, 1, 0, 0, 1}}, 0, 0}));
    net.add("flatten", makeLayer({"flatten", {}, 0, 0}));
    net.add("dense", std::make_unique<Dense>(net.outputShape().c, 7));
    fillParameters(net, 2);
    expectOpenCvAgrees(net);
}

TEST(OnnxInOpenCv, UpsamplingGivesTheSameOutputs) {
    for (const float factor : {1.0F, 2.0F, 3.0F}) {
        Network net(Shape{2, 4, 5, 1});
        net.add("conv", std::make_unique<Conv2d>(2, 3, Window::square(3, 1, 1)));
        net.add("upsample", makeLayer({"upsample", {}, 0, 0, {{"factor", factor}}}));
        net.add("again", std::make_unique<Conv2d>(3, 1, Window::square(3, 1, 1)));
        fillParameters(net, 4);
        expectOpenCvAgrees(net);
    }
}

// OpenCV 4.6 does not read count_include_pad: it counts the padding when the file comes from PyTorch, else it does not.
TEST(OnnxInOpenCv, AveragesOverPaddingAreTheSameOnceOpenCvCountsPaddingToo) {
    Network net(Shape{2, 9, 8, 1});
    net.add("average", makeLayer({"avgpool2d", Window{{2, 2, 0, 1, 1}, {3, 1, 1, 0, 1}}, 0, 0}));
    onnx::ModelProto model;
    ASSERT_TRUE(model.ParseFromString(toOnnx(net)));
    model.set_producer_name("pytorch");
    expectOpenCvAgrees(net, model.SerializeAsString());
}

} // namespace
} // namespace cnn::test_onnx_opencv
