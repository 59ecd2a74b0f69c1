#include "core/onnx/onnx_input.h"

#include "core/onnx/onnx_text.h"

#include <algorithm>
#include <cmath>

namespace cnn {
namespace {

using onnx::TensorProto;

constexpr std::int64_t largestExtent = 65536;
constexpr std::int64_t isFree = -1;

// As in the file, -1 where it is free; `names` for people.
OnnxDims dimsOf(const onnx::TensorShapeProto& shape, std::string& names) {
    OnnxDims dims;
    for (const auto& dim : shape.dim()) {
        const bool isFixed = dim.has_dim_value() && dim.dim_value() != -1;
        dims.push_back(isFixed ? dim.dim_value() : isFree);
        const std::string free = isCleanText(dim.dim_param()) ? dim.dim_param().substr(0, 20) : std::string();
        names += (names.empty() ? "" : ", ") + (isFixed ? std::to_string(dim.dim_value()) : free.empty() ? "?" : free);
    }
    names = "(" + names + ")";
    return dims;
}

bool looksLikeChannels(std::int64_t extent) {
    return extent == 1 || extent == 3;
}

// Whether what reads the picture first, but for arithmetic, turns its channels from the last place to the first.
bool isTurnedFirst(const OnnxGraph& graph, std::string value) {
    for (const OnnxOp& op : graph.ops()) {
        if (!op.isNeeded || std::ranges::find(op.in, value) == op.in.end()) continue;
        if (op.type == "Transpose") {
            for (const auto& a : op.proto->attribute())
                if (a.name() == "perm") return a.ints_size() == 4 && a.ints(1) == 3;
            return false;
        }
        const bool passes = op.type == "Sub" || op.type == "Div" || op.type == "Mul" || op.type == "Add" ||
                            op.type == "Cast" || op.type == "Identity";
        if (!passes || op.out.empty()) return false;
        value = op.out[0];
    }
    return false;
}

bool isReadByConv(const OnnxGraph& graph, const std::string& value) {
    return std::ranges::any_of(graph.ops(), [&](const OnnxOp& op) {
        return op.isNeeded && op.type == "Conv" && !op.in.empty() && op.in[0] == value;
    });
}

// Which axis of ours each axis of the file is: 0 batch, 1 channels, 2 rows, 3 columns.
std::vector<int> layoutOf(const OnnxDims& dims, const OnnxGraph& graph, const std::string& name, bool isOurs) {
    const std::int64_t first = dims[0], last = dims.back();
    if (dims.size() == 4) {
        const bool isPicture = dims[1] > 4 && dims[2] > 4 && looksLikeChannels(last);
        const bool isLast = !isOurs && (isTurnedFirst(graph, name) || (isPicture && !isReadByConv(graph, name)));
        return isLast ? std::vector{0, 2, 3, 1} : std::vector{0, 1, 2, 3};
    }
    if (dims.size() == 3) {
        if (first > 0 && first <= 4) return {1, 2, 3}; // no batch
        if (looksLikeChannels(last) && first > 4 && dims[1] > 4) return {2, 3, 1};
        return {0, 2, 3};
    }
    if (dims.size() == 2) return {0, 1};
    if (dims.size() == 1) return {1};
    refuseOnnx(ErrorCode::BadFormat,
               Message::tr("its input has %1 axes; (batch, channels, rows, columns) or (batch, features) are supported",
                           dims.size()));
}

// Rows and columns that are free come from `size`, or are assumed.
int extentOf(std::int64_t dim, int axis, const OnnxOptions& options, OnnxCard& card) {
    if (dim == isFree && !options.size && options.assumes && axis != 1) {
        dim = OnnxOptions::assumedSide;
        card.notes.push_back((axis == 2 ? "The file leaves the rows of its input free: "
                                        : "The file leaves the columns of its input free: ") +
                             std::to_string(dim) + " are taken.");
    }
    if (dim == isFree) {
        if (!options.size || axis == 1)
            refuseOnnx(ErrorCode::Usage, Message::tr("the size of its input is not fixed; say it: --size "
                                                     "CHANNELSxROWSxCOLUMNS, for example --size 3x224x224"));
        dim = axis == 2 ? options.size->h : options.size->w;
    }
    if (dim < 1 || dim > largestExtent)
        refuseOnnx(ErrorCode::TooLarge,
                   Message::tr("the size of its input is %1; 1 to %2 is supported", dim, largestExtent));
    return static_cast<int>(dim);
}

void requireSize(const Shape& shape, const OnnxOptions& options) {
    if (options.size && *options.size != shape)
        refuseOnnx(ErrorCode::Usage,
                   Message::tr("its input is %1, not %2; its size is fixed", text(shape), text(*options.size)));
}

// Values in a row that are many enough and fill a square are a picture.
Shape pictureOf(int values, OnnxCard& card) {
    constexpr int smallestSide = 8;
    for (const int channels : {1, 3}) {
        const int side = static_cast<int>(std::lround(std::sqrt(values / channels)));
        if (side < smallestSide || channels * side * side != values) continue;
        const Shape shape{channels, side, side, 1};
        card.notes.push_back("Its input of " + std::to_string(values) + " numbers is taken as a picture, " +
                             text(shape) + ".");
        return shape;
    }
    return {values, 1, 1, 1};
}

} // namespace

OnnxInput inputOf(const onnx::ValueInfoProto& input, const OnnxGraph& graph, const OnnxOptions& options,
                  OnnxCard& card) {
    const onnx::TypeProto::Tensor& type = input.type().tensor_type();
    const int element = type.elem_type();
    if (element != TensorProto::FLOAT && element != TensorProto::FLOAT16 && element != TensorProto::DOUBLE &&
        element != TensorProto::UINT8)
        refuseOnnx(ErrorCode::BadFormat,
                   Message::tr("its input is no tensor of floating-point numbers (32-bit, 16-bit or double) or bytes"));
    card.input = input.name();
    const OnnxDims dims = dimsOf(type.shape(), card.inputAxes);
    if (dims.empty())
        refuseOnnx(ErrorCode::BadFormat, Message::tr("the size of its input is not fixed, not even its axes are"));
    const std::vector<int> layout = layoutOf(dims, graph, input.name(), card.producer == "ConvScope");
    int extents[4] = {1, 1, 1, 1};
    std::int64_t batch = 1;
    for (std::size_t k = 0; k < dims.size(); ++k) {
        if (layout[k] != 0)
            extents[layout[k]] = extentOf(dims[k], layout[k], options, card);
        else
            batch = dims[k] == isFree ? freeBatch : dims[k];
    }
    if (batch < 1) refuseOnnx(ErrorCode::BadFormat, Message::tr("its batch is empty"));
    if (batch > largestExtent && batch != freeBatch)
        refuseOnnx(ErrorCode::TooLarge, Message::tr("its batch is too large"));
    if (batch > 1 && batch != freeBatch)
        card.notes.push_back("It was made for batches of " + std::to_string(batch) +
                             " images; here it works on one, or any number.");
    if (element == TensorProto::UINT8)
        card.scaling = {255, {}, {}, "Its input is bytes, 0 to 255."};
    else if (element != TensorProto::FLOAT)
        card.notes.push_back("It is written for numbers of another precision; here it is computed in 32-bit.");
    Shape shape{extents[1], extents[2], extents[3], 1};
    OnnxInput result{shape, {}};
    if (dims.size() <= 2) {
        result.shape = pictureOf(shape.c, card);
        result.view = OnnxView::flat(result.shape, batch);
        if (dims.size() == 1) result.view = result.view.without(0);
    } else {
        if (layout[dims.size() - 1] == 1 && shape.c > 0)
            card.notes.push_back("The file keeps the channels of its input last; here they come first.");
        result.view = OnnxView::withLayout(layout, shape, batch);
    }
    requireSize(result.shape, options);
    return result;
}

void noteInside(const OnnxAffine& first, OnnxCard& card) {
    constexpr std::size_t mostNumbers = 16; // more are a picture of means
    if (first.factor.size() > mostNumbers) {
        card.notes.push_back("The network itself subtracts a picture of means first, or scales by one.");
        return;
    }
    for (std::size_t k = 0; k < first.factor.size(); ++k) {
        if (first.factor[k] == 0) return;
        card.inside.mean.push_back(static_cast<float>(-first.shift[k] / first.factor[k]));
        card.inside.deviation.push_back(static_cast<float>(1 / first.factor[k]));
    }
    card.inside.reason = "The network's own preprocessing, its first layer.";
}

void assumeScaling(const Network& network, OnnxCard& card) {
    PictureScaling& s = card.scaling;
    if (!s.reason.empty()) return;
    const std::vector<float>& mean = card.inside.mean;
    const bool isOf255 = std::ranges::any_of(mean, [](float m) { return m > 2; }) ||
                         std::ranges::any_of(card.inside.deviation, [](float d) { return d > 16; });
    if (isOf255) {
        s = {255, {}, {}, "Assumed: values 0 to 255, as the network's own preprocessing is made for such."};
        return;
    }
    const bool isImageNet =
        mean.empty() && network.inputShape().c == 3 && network.outputShape() == Shape{1000, 1, 1, 1};
    if (isImageNet)
        s = {1,
             {0.485F, 0.456F, 0.406F},
             {0.229F, 0.224F, 0.225F},
             "Assumed, as it tells 1,000 classes of colour pictures: values 0 to 1, less mean, by deviation, as "
             "torchvision's networks expect."};
    else
        s.reason = "Assumed: values 0 (black) to 1 (white), as the file says nothing of it.";
}

} // namespace cnn
