// Names out of files nobody vouches for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cnn {

// The domain of ONNX's own operators.
bool isStandard(std::string_view domain);
// Well-formed UTF-8 in which plainText finds nothing to write out.
bool isCleanText(std::string_view text);
// For a sentence: in quotes, shortened, with a "?" for everything that is not printable ASCII.
std::string inQuotes(std::string_view name);
// A layer name made of a node's name: slashes (exporters write "/features/0/Conv") become underscores, so that the name
// may also name files. Empty when there is nothing usable, or more than 100 bytes.
std::string layerName(std::string_view nodeName);

// Names as one text, a line each; a line break inside a name becomes a blank.
std::string joinLines(const std::vector<std::string>& names);
// The other way; empty unless there are exactly `count` names, each clean text of 1 to 100 bytes.
std::vector<std::string> splitLines(std::string_view text, std::size_t count);

} // namespace cnn
