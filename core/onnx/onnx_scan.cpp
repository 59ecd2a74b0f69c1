#include "core/onnx/onnx_scan.h"

#include <google/protobuf/io/coded_stream.h>
#include <onnx/onnx.pb.h>

namespace cnn {
namespace {

using google::protobuf::io::CodedInputStream;

constexpr std::size_t mostStructureBytes = std::size_t{1024} * 1024;
constexpr std::size_t mostTensors = 20'000;

class Scan {
public:
    explicit Scan(const std::string& file) : m_file(file) {}

    void model(std::string_view bytes) {
        forEachField(bytes, [this](int number, std::string_view content, std::size_t size) {
            if (number == onnx::ModelProto::kGraphFieldNumber) return graph(content);
            countStructure(size);
        });
    }

private:
    void graph(std::string_view bytes) {
        forEachField(bytes, [this](int number, std::string_view content, std::size_t size) {
            if (number == onnx::GraphProto::kNodeFieldNumber && ++m_nodes > mostOnnxNodes)
                throw tooLarge(std::to_string(mostOnnxNodes) + " nodes");
            if (number != onnx::GraphProto::kInitializerFieldNumber) return countStructure(size);
            if (++m_tensors > mostTensors) throw tooLarge(std::to_string(mostTensors) + " tensors");
            countStructure(size - content.size());
            tensor(content);
        });
    }

    void tensor(std::string_view bytes) {
        forEachField(bytes, [this](int number, std::string_view, std::size_t size) {
            const bool isWeights =
                number == onnx::TensorProto::kRawDataFieldNumber || number == onnx::TensorProto::kFloatDataFieldNumber;
            if (!isWeights) countStructure(size);
        });
    }

    void countStructure(std::size_t bytes) {
        m_structure += bytes;
        if (m_structure > mostStructureBytes) throw tooLarge("1 MB beside its weights");
    }

    // visit(field number, content of a length-delimited field, all bytes of the field).
    // https://protobuf.dev/programming-guides/encoding/
    template<class Visit> void forEachField(std::string_view bytes, Visit visit) {
        const auto length = static_cast<int>(bytes.size());
        CodedInputStream in(reinterpret_cast<const std::uint8_t*>(bytes.data()), length);
        while (in.CurrentPosition() < length) {
            const int begin = in.CurrentPosition();
            const std::uint32_t tag = in.ReadTag();
            const std::string_view content = skipField(in, bytes, tag & 7U);
            visit(static_cast<int>(tag >> 3U), content, static_cast<std::size_t>(in.CurrentPosition() - begin));
        }
    }

    std::string_view skipField(CodedInputStream& in, std::string_view bytes, std::uint32_t wireType) {
        std::uint64_t number = 0;
        std::uint32_t length = 0;
        switch (wireType) {
        case 0:
            if (in.ReadVarint64(&number)) return {};
            break;
        case 1:
            if (in.Skip(8)) return {};
            break;
        case 2:
            if (in.ReadVarint32(&length) && length <= bytes.size()) {
                const auto begin = static_cast<std::size_t>(in.CurrentPosition());
                if (in.Skip(static_cast<int>(length))) return bytes.substr(begin, length);
            }
            break;
        case 5:
            if (in.Skip(4)) return {};
            break;
        default:
            break; // groups: ONNX has none
        }
        throw Error(ErrorCode::BadFormat, m_file + " is not an ONNX file, or it is damaged.");
    }

    Error tooLarge(const std::string& limit) const {
        return {ErrorCode::TooLarge, m_file + " holds more than " + limit + ", which no network shown here needs."};
    }

    const std::string& m_file;
    std::size_t m_nodes = 0, m_tensors = 0, m_structure = 0;
};

} // namespace

void scanOnnx(std::string_view bytes, const std::string& file) {
    Scan(file).model(bytes);
}

} // namespace cnn
