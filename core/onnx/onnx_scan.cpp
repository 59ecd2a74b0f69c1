#include "core/onnx/onnx_scan.h"

#include <onnx/onnx.pb.h>

#include <algorithm>

namespace cnn {
namespace {

constexpr std::size_t mostStructureBytes = std::size_t{1024} * 1024;
constexpr std::size_t mostTensors = 20'000, mostFields = 2'000'000;
constexpr std::uint64_t smallWeights = 1024;                       // bytes; such tensors may say something of shapes
constexpr std::uint64_t mostInlineBytes = std::uint64_t{64} << 20; // of tensors that stand inside nodes

// Bytes first to last of the source.
struct Range {
    std::uint64_t begin = 0, end = 0;
    std::uint64_t size() const { return end - begin; }
};

// One field of a message: https://protobuf.dev/programming-guides/encoding/
struct Field {
    int number = 0;
    unsigned wireType = 0;
    Range whole;   // with its tag
    Range content; // of one with a length, else empty
};

// Reads numbers from anywhere in the source, a block at a time.
class Bytes {
public:
    explicit Bytes(const OnnxSourcePtr& source) : m_source(source) {}

    unsigned char at(std::uint64_t place) {
        if (place < m_begin || place - m_begin >= m_block.size()) {
            m_begin = place;
            m_block.resize(static_cast<std::size_t>(std::min<std::uint64_t>(4096, m_source->size() - place)));
            m_source->read(m_begin, m_block);
        }
        return static_cast<unsigned char>(m_block[static_cast<std::size_t>(place - m_begin)]);
    }

    // Moves begin behind the number; false: it is damaged.
    bool number(Range& range, std::uint64_t& value) {
        value = 0;
        for (unsigned shift = 0; shift < 64 && range.begin < range.end; shift += 7) {
            const unsigned char byte = at(range.begin++);
            value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
            if (byte < 0x80) return true;
        }
        return false;
    }

    void append(const Range& range, std::string& to) const {
        const std::size_t before = to.size();
        to.resize(before + static_cast<std::size_t>(range.size()));
        m_source->read(range.begin, {to.data() + before, static_cast<std::size_t>(range.size())});
    }

private:
    const OnnxSourcePtr& m_source;
    std::vector<char> m_block;
    std::uint64_t m_begin = 0;
};

void appendNumber(std::uint64_t value, std::string& to) {
    for (; value >= 0x80; value >>= 7) to += static_cast<char>(value | 0x80);
    to += static_cast<char>(value);
}

void appendMessage(int field, const std::string& content, std::string& to) {
    appendNumber(static_cast<std::uint64_t>(field) << 3 | 2, to);
    appendNumber(content.size(), to);
    to += content;
}

class Scan {
public:
    explicit Scan(const OnnxSourcePtr& source) : m_source(source), m_bytes(source) {}

    OnnxSkeleton skeleton() {
        using onnx::ModelProto;
        forEachField({0, m_source->size()}, [this](const Field& f) {
            if (f.number == ModelProto::kGraphFieldNumber && f.wireType == 2) return graph(f.content);
            if (f.number == ModelProto::kDocStringFieldNumber || f.number == ModelProto::kTrainingInfoFieldNumber)
                return;
            keep(f, m_result.model);
        });
        return std::move(m_result);
    }

private:
    void graph(const Range& range) {
        using onnx::GraphProto;
        std::string kept;
        forEachField(range, [&](const Field& f) {
            if (f.number == GraphProto::kValueInfoFieldNumber || f.number == GraphProto::kDocStringFieldNumber ||
                f.number == GraphProto::kQuantizationAnnotationFieldNumber || f.number == metadataOfGraph)
                return;
            if (f.number == GraphProto::kNodeFieldNumber && f.wireType == 2) return node(f, kept);
            if (f.number == GraphProto::kInitializerFieldNumber && f.wireType == 2) return initializer(f, kept);
            keep(f, kept);
        });
        appendMessage(onnx::ModelProto::kGraphFieldNumber, kept, m_result.model);
    }

    // Newer exporters write a stack trace a node; nobody needs it here.
    static constexpr int metadataOfGraph = 16, metadataOfNode = 9;

    void node(const Field& whole, std::string& to) {
        if (++m_nodes > mostOnnxNodes) throw tooLarge(Message::tr("%1 nodes", mostOnnxNodes));
        std::string kept;
        forEachField(whole.content, [&](const Field& f) {
            if (f.number == metadataOfNode) return;
            if (f.number != onnx::NodeProto::kAttributeFieldNumber || f.wireType != 2) return keep(f, kept);
            countAttribute(f);
            m_bytes.append(f.whole, kept);
        });
        appendMessage(onnx::GraphProto::kNodeFieldNumber, kept, to);
    }

    // All of it but the numbers of tensors is structure.
    void countAttribute(const Field& whole) {
        countStructure(whole.whole.size() - whole.content.size());
        forEachField(whole.content, [&](const Field& f) {
            if (f.number != onnx::AttributeProto::kTFieldNumber || f.wireType != 2)
                return countStructure(f.whole.size());
            forEachField(f.content, [&](const Field& t) {
                if (!isWeights(t)) return countStructure(t.whole.size());
                countInline(t);
            });
        });
    }

    static bool isWeights(const Field& f) {
        using onnx::TensorProto;
        return f.number == TensorProto::kRawDataFieldNumber || f.number == TensorProto::kFloatDataFieldNumber ||
               f.number == TensorProto::kDoubleDataFieldNumber;
    }

    void initializer(const Field& whole, std::string& to) {
        if (++m_tensors > mostTensors) throw tooLarge(Message::tr("%1 tensors", mostTensors));
        std::vector<Field> weights;
        std::string kept;
        forEachField(whole.content, [&](const Field& f) {
            if (f.number == onnx::TensorProto::kDocStringFieldNumber) return;
            isWeights(f) ? weights.push_back(f) : keep(f, kept);
            if (weights.size() > mostTensors) throw damaged();
        });
        const bool isOnePiece = weights.size() == 1 && weights[0].wireType == 2;
        if (isOnePiece && weights[0].content.size() > smallWeights) {
            m_result.places.push_back(OnnxPlace{m_source, weights[0].content.begin, weights[0].content.size()});
        } else {
            m_result.places.emplace_back();
            for (const Field& f : weights) {
                countInline(f);
                m_bytes.append(f.whole, kept);
            }
        }
        appendMessage(onnx::GraphProto::kInitializerFieldNumber, kept, to);
    }

    void keep(const Field& f, std::string& to) {
        countStructure(f.whole.size());
        m_bytes.append(f.whole, to);
    }

    void countInline(const Field& f) {
        m_inline += f.whole.size();
        if (m_inline > mostInlineBytes)
            throw tooLarge(Message::tr("64 MB of numbers in small pieces or inside its nodes"));
    }

    void countStructure(std::uint64_t bytes) {
        m_structure += bytes;
        if (m_structure > mostStructureBytes) throw tooLarge(Message::tr("1 MB beside its weights"));
    }

    template<class Visit> void forEachField(Range range, Visit visit) {
        while (range.begin < range.end) {
            if (++m_fields > mostFields) throw tooLarge(Message::tr("%1 entries", mostFields));
            Field f;
            const std::uint64_t begin = range.begin;
            std::uint64_t tag = 0;
            if (!m_bytes.number(range, tag) || tag >> 3 == 0 || tag >> 32 != 0) throw damaged();
            f.number = static_cast<int>(tag >> 3);
            f.wireType = tag & 7U;
            f.content = skip(range, f.wireType);
            f.whole = {begin, range.begin};
            visit(std::as_const(f));
        }
    }

    Range skip(Range& range, unsigned wireType) {
        std::uint64_t number = 0;
        switch (wireType) {
        case 0:
            if (m_bytes.number(range, number)) return {};
            break;
        case 1:
        case 5:
            number = wireType == 1 ? 8 : 4;
            if (range.size() < number) break;
            range.begin += number;
            return {};
        case 2: {
            if (!m_bytes.number(range, number) || range.size() < number) break;
            const Range content{range.begin, range.begin + number};
            range.begin = content.end;
            return content;
        }
        default:
            break; // groups: ONNX has none
        }
        throw damaged();
    }

    Error damaged() const {
        return {ErrorCode::BadFormat, Message::tr("%1 is not an ONNX file, or it is damaged.", m_source->name())};
    }
    Error tooLarge(const Message& limit) const {
        return {ErrorCode::TooLarge,
                Message::tr("%1 holds more than %2, which no network shown here needs.", m_source->name(), limit)};
    }

    const OnnxSourcePtr& m_source;
    Bytes m_bytes;
    OnnxSkeleton m_result;
    std::size_t m_nodes = 0, m_tensors = 0, m_fields = 0;
    std::uint64_t m_structure = 0, m_inline = 0;
};

} // namespace

OnnxSkeleton scanOnnx(const OnnxSourcePtr& source) {
    return Scan(source).skeleton();
}

} // namespace cnn
