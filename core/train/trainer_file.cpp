#include "core/train/trainer_file.h"

#include <bit>
#include <concepts>
#include <zlib.h>

namespace cnn {
namespace {

// 8 bytes with the version of what follows, 8 the length of the body, 4 its CRC-32, the body.
constexpr std::string_view magic = "CvsRun04";
// Before, there were neither frozen layers nor noise.
constexpr std::string_view magicOfNames = "CvsRun03";
// And before that an enumeration stood as a number: the position in these lists, which are those of that time.
constexpr std::string_view magicOfNumbers = "CvsRun02";
constexpr OptimizerKind numberedOptimizers[] = {OptimizerKind::SgdMomentum, OptimizerKind::Adam};
constexpr LossKind numberedLosses[] = {LossKind::SoftmaxCrossEntropy, LossKind::SquaredError, LossKind::Reconstruction};
constexpr ScheduleKind numberedSchedules[] = {ScheduleKind::Constant, ScheduleKind::Step, ScheduleKind::Cosine};
constexpr std::size_t headSize = 20;

std::uint32_t checksum(std::string_view bytes) {
    // zlib's bytes are unsigned ones.
    return static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

struct Damaged {};

template<class Archive, class SomeNoise> void walkNoise(Archive& a, SomeNoise& noise) {
    a.template choice<NoiseKind>(noise.kind, noiseNames);
    a(noise.strength);
    a(noise.mixed);
}

class Writer {
public:
    std::string bytes;

    template<std::unsigned_integral T> void operator()(const T& value) {
        for (std::size_t i = 0; i < sizeof(T); ++i) bytes.push_back(static_cast<char>(value >> (8 * i) & 0xff));
    }
    void operator()(const int& value) { (*this)(static_cast<std::uint32_t>(value)); }
    void operator()(const double& value) { (*this)(std::bit_cast<std::uint64_t>(value)); }
    // A length and a name. One that has none comes out empty, and is refused when it is read.
    template<class Enum>
    void choice(const Enum& value, std::span<const EnumName<Enum>> names, std::span<const Enum> = {}) {
        const std::string_view name = nameOf(names, value);
        (*this)(static_cast<std::uint8_t>(name.size()));
        bytes += name;
    }
    void operator()(const Tensor& t) {
        for (const int extent : {t.shape().c, t.shape().h, t.shape().w, t.shape().n}) (*this)(extent);
        for (const float v : t.values()) (*this)(std::bit_cast<std::uint32_t>(v));
    }
    void noise(const Noise& noise) { walkNoise(*this, noise); }
    void frozen(const int& layers) { (*this)(layers); }
    void count(const std::vector<TrainerState::Parameter>& list) { (*this)(static_cast<std::uint64_t>(list.size())); }
};

class StateReader {
public:
    explicit StateReader(std::string_view bytes, bool numbers = false, bool newest = true)
        : m_rest(bytes), m_numbers(numbers), m_newest(newest) {}
    std::size_t left() const { return m_rest.size(); }

    template<std::unsigned_integral T> void operator()(T& value) {
        if (m_rest.size() < sizeof(T)) throw Damaged();
        value = 0;
        for (std::size_t i = 0; i < sizeof(T); ++i)
            value = static_cast<T>(value | static_cast<T>(static_cast<unsigned char>(m_rest[i])) << (8 * i));
        m_rest.remove_prefix(sizeof(T));
    }
    void operator()(int& value) { value = static_cast<int>(read<std::uint32_t>()); }
    void operator()(double& value) { value = std::bit_cast<double>(read<std::uint64_t>()); }
    template<class Enum>
    void choice(Enum& value, std::span<const EnumName<Enum>> names, std::span<const Enum> numbered = {}) {
        if (m_numbers) {
            const auto index = read<std::uint32_t>();
            if (index >= numbered.size()) throw Damaged();
            value = numbered[index];
            return;
        }
        const std::size_t length = read<std::uint8_t>();
        if (length > left()) throw Damaged();
        const auto named = valueNamed(names, m_rest.substr(0, length));
        if (!named) throw Damaged();
        value = *named;
        m_rest.remove_prefix(length);
    }
    void operator()(Tensor& t) {
        Shape shape;
        std::size_t most = left() / sizeof(float);
        for (int* extent : {&shape.c, &shape.h, &shape.w, &shape.n}) {
            (*this)(*extent);
            if (*extent < 1 || static_cast<std::size_t>(*extent) > most) throw Damaged();
            most /= static_cast<std::size_t>(*extent);
        }
        if (shape.count() > left() / sizeof(float)) throw Damaged();
        t = Tensor(shape);
        for (float& v : t.values()) v = std::bit_cast<float>(read<std::uint32_t>());
    }
    void frozen(int& layers) {
        if (m_newest) (*this)(layers);
    }
    void noise(Noise& noise) {
        if (m_newest) walkNoise(*this, noise);
    }
    void count(std::vector<TrainerState::Parameter>& list) {
        constexpr std::size_t least = 3 * (4 + 1) * 4; // bytes of three tensors of one number
        const auto count = read<std::uint64_t>();
        if (count > left() / least) throw Damaged();
        list.resize(static_cast<std::size_t>(count));
    }

private:
    template<class T> T read() {
        T value{};
        (*this)(value);
        return value;
    }
    std::string_view m_rest;
    bool m_numbers; // enumerations are numbers
    bool m_newest;  // of the version that tells noise and frozen layers
};

// THE order of things in the file, for both directions.
template<class Archive, class State> void walk(Archive& a, State& s) {
    a(s.settings.learningRate);
    a(s.settings.momentum);
    a(s.settings.batch);
    a(s.settings.epochs);
    a.template choice<OptimizerKind>(s.settings.optimizer, optimizerNames, numberedOptimizers);
    a.template choice<LossKind>(s.settings.loss, lossNames, numberedLosses);
    a(s.settings.augment.shift);
    a(s.settings.augment.rotate);
    a(s.settings.augment.elastic);
    a(s.settings.augment.noise);
    a.noise(s.settings.noise);
    a(s.settings.validation);
    a(s.settings.seed);
    a.template choice<ScheduleKind>(s.settings.schedule, scheduleNames, numberedSchedules);
    a(s.settings.scheduleEvery);
    a(s.settings.scheduleFactor);
    a(s.settings.weightDecay);
    a.frozen(s.settings.frozen);
    a(s.epoch);
    a(s.batch);
    a(s.learned);
    a(s.images);
    a(s.adamSteps);
    a.count(s.parameters);
    for (auto& p : s.parameters) {
        a(p.value);
        a(p.velocity);
        a(p.squares);
    }
}

} // namespace

std::string toBytes(const TrainerState& state) {
    Writer body, file;
    walk(body, state);
    file.bytes = magic;
    file(static_cast<std::uint64_t>(body.bytes.size()));
    file(checksum(body.bytes));
    return file.bytes + body.bytes;
}

TrainerState trainerStateFrom(std::string_view bytes, const std::string& name) {
    try {
        const bool numbers = bytes.starts_with(magicOfNumbers), newest = bytes.starts_with(magic);
        if (bytes.size() < headSize || !(newest || numbers || bytes.starts_with(magicOfNames))) throw Damaged();
        StateReader head(bytes.substr(magic.size(), headSize - magic.size()));
        const std::string_view bodyBytes = bytes.substr(headSize);
        std::uint64_t size = 0;
        std::uint32_t sum = 0;
        head(size);
        head(sum);
        if (size != bodyBytes.size() || sum != checksum(bodyBytes)) throw Damaged();
        TrainerState state;
        StateReader body(bodyBytes, numbers, newest);
        walk(body, state);
        if (body.left() > 0 || state.epoch < 0 || state.batch < 0 || !checked(state.settings)) throw Damaged();
        return state;
    } catch (const Damaged&) {
        throw Error(ErrorCode::BadFormat,
                    Message::tr("%1 is damaged, or no saved training run of this version.", name));
    }
}

} // namespace cnn
