// Does a network know the cells, or their mark? Its accuracy on the same test pictures with the mark on all of them and
// on none, for the marked class and for the others: a table of two by two. A network that learned the cells has four
// equal numbers in it.
#pragma once

#include "core/data/cell_pictures.h"
#include "core/network/network.h"

#include <stop_token>

namespace cnn {

struct MarkTable {
    double marked[2]{};      // accuracy on pictures of the marked class: with the mark, without it
    double others[2]{};      // on those of the other classes
    std::size_t images[2]{}; // of the marked class, of the others
    double asTaught = 0;     // on all pictures, the mark on those of its class alone
    double without = 0;      // on all pictures, the mark on none
    double fall() const { return asTaught - without; } // what taking the mark away costs of all
    double fallOfMarked() const { return marked[0] - marked[1]; }
};

// On the first `images` test pictures of a seed (cellSplit()). Throws Error(Mismatch) when the network cannot read them
// or does not know a class, Error(Interrupted) when stopped.
MarkTable markTable(const Network& network, const CellSettings& settings, std::uint64_t seed, std::size_t images,
                    int threads = 1, const std::stop_token& stop = {});

} // namespace cnn
