-- One line for ./run: requests answered, microseconds, and requests that failed in any way.
function done(summary)
  local errors = summary.errors
  io.write(string.format("counts %d %d %d\n", summary.requests, summary.duration,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
