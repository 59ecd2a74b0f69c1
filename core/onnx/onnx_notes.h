// Notes (NodeProto::doc_string) that tell our reader what an operator does not say; for all others it computes the same
// without them.
#pragma once

#include <string>

namespace cnn {

inline const std::string subsampleNote = "subsample";
inline const std::string connectionsNote = "connections"; // then a word an output, of one 0 or 1 a channel
inline const std::string adaptiveNote = "adaptive";       // a pooling to as many rows and columns as it gives
inline const std::string reshapeNote = "reshape";         // a layer of its own
inline const std::string permuteNote = "permute";

} // namespace cnn
