// A training step in its steady state takes no memory: every allocation of the program is counted here.
#include "core/network/models.h"
#include "core/train/trainer.h"
#include "tests/support/bar_split.h"

#include <atomic>
#include <cstdlib>
#include <gtest/gtest.h>

// Inlined into a test, one half of the pair looks to g++ as if it belonged to another.
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"

namespace {
std::atomic<long> allocations{0};

void* counted(std::size_t size, std::size_t alignment) {
    ++allocations;
    void* memory = std::aligned_alloc(alignment, (size + alignment - 1) / alignment * alignment);
    if (!memory) throw std::bad_alloc();
    return memory;
}
} // namespace

void* operator new(std::size_t size) {
    return counted(size, alignof(std::max_align_t));
}
void* operator new(std::size_t size, std::align_val_t alignment) {
    return counted(size, static_cast<std::size_t>(alignment));
}
void operator delete(void* memory) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
    std::free(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
    std::free(memory);
}

namespace cnn::test_training_memory {
namespace {

long allocationsOfALaterEpoch(Network network, TrainingSettings settings) {
    settings.epochs = 200;
    Trainer trainer(std::move(network), std::make_shared<const DataSplit>(bars(200)), settings);
    const auto epoch = [&] {
        while (!trainer.step().endOfEpoch) {
        }
    };
    // Three batches of 64 and one of 8; which thread meets which part of them when is chance, so some epochs may pass
    // before every thread has met them all.
    long taken = 1;
    for (int i = 0; i < 100 && taken > 0; ++i) {
        const long before = allocations;
        epoch();
        taken = allocations - before;
    }
    return taken;
}

TEST(ATrainingStep, AllocatesNothingOnceEveryBatchSizeWasMet) {
    for (const int threads : {1, 2})
        for (const auto optimizer : {OptimizerKind::SgdMomentum, OptimizerKind::Adam})
            for (const LeNetOptions& net : {LeNetOptions{}, LeNetOptions{ActivationKind::Tanh, PoolingKind::Average}}) {
                TrainingSettings settings;
                settings.threads = threads;
                settings.optimizer = optimizer;
                settings.learningRate = 0.001;
                EXPECT_EQ(allocationsOfALaterEpoch(lenet5(net, 3), settings), 0);
            }
}

TEST(ATrainingStep, AllocatesNothingWithAugmentationAndValidationEither) {
    for (const int threads : {1, 2}) {
        TrainingSettings settings;
        settings.threads = threads;
        settings.augment = {true, true, true, true};
        settings.validation = 0.1;
        EXPECT_EQ(allocationsOfALaterEpoch(lenet5({}, 3), settings), 0);
    }
}

TEST(ATrainingStep, AllocatesNothingWithNoiseOverItsPicturesEither) {
    for (const auto& [kind, name] : noiseNames)
        for (const int threads : {1, 2}) {
            TrainingSettings settings;
            settings.threads = threads;
            settings.optimizer = OptimizerKind::Adam;
            settings.learningRate = 0.001;
            settings.loss = threads == 1 ? LossKind::Reconstruction : LossKind::ReconstructionEntropy;
            settings.noise = {kind, 0.4, threads == 2};
            EXPECT_EQ(allocationsOfALaterEpoch(autoencoder({4, 1, 4}, 3), settings), 0) << name;
        }
}

TEST(CountedMemory, SeesAllocations) {
    const long before = allocations;
    const Tensor tensor(Shape{1, 2, 3, 4});
    EXPECT_EQ(allocations - before, 1);
}

} // namespace
} // namespace cnn::test_training_memory
