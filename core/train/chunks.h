// A data set, 64 images at a time, shared out among threads.
#pragma once

#include "core/base/thread_pool.h"
#include "core/data/dataset.h"

#include <algorithm>
#include <numeric>
#include <stop_token>

namespace cnn {

constexpr std::size_t chunkSize = 64;

constexpr std::size_t chunksOf(std::size_t images) {
    return (images + chunkSize - 1) / chunkSize;
}

// Calls work(room, in, begin) for each chunk of the images `which`, in any order: `in` holds those from which[begin]
// on, `room` is working memory that the chunks of one thread have in common. Chunks that have not begun when `stop` is
// requested are left out. work must not throw.
template<class Room, class Work>
void forEachChunk(const Dataset& set, std::span<const std::size_t> which, ThreadPool& pool, const Work& work,
                  const std::stop_token& stop = {}) {
    struct Place {
        Room room;
        Tensor in;
    };
    std::vector<Place> places(static_cast<std::size_t>(pool.threads()));
    pool.forEach(static_cast<int>(chunksOf(which.size())), [&](int turn, int thread) {
        if (stop.stop_requested()) return;
        const std::size_t begin = static_cast<std::size_t>(turn) * chunkSize;
        Place& place = places[static_cast<std::size_t>(thread)];
        set.gather(which.subspan(begin, std::min(chunkSize, which.size() - begin)), place.in);
        work(place.room, std::as_const(place.in), begin);
    });
}

// 0 .. images - 1.
inline std::vector<std::size_t> firstOf(std::size_t images) {
    std::vector<std::size_t> indices(images);
    std::iota(indices.begin(), indices.end(), std::size_t{0});
    return indices;
}

// Of the first `images`.
template<class Room, class Work>
void forEachChunk(const Dataset& set, std::size_t images, ThreadPool& pool, const Work& work,
                  const std::stop_token& stop = {}) {
    forEachChunk<Room>(set, std::span<const std::size_t>(firstOf(images)), pool, work, stop);
}

} // namespace cnn
