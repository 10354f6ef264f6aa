-- For wrk: each request orders what is in the cart of one of the buyers, as a new order under a key of its own.
-- BUYERS names a file with an access token and the cart's fingerprint on each line.
local buyers = {}
for line in io.lines(os.getenv("BUYERS")) do
  local token, seen = line:match("(%S+) (%S+)")
  buyers[#buyers + 1] = { token = token, seen = seen }
end
local number = 0

function request()
  number = number + 1
  local buyer = buyers[number % #buyers + 1]
  local headers = {
    ["Authorization"] = "Bearer " .. buyer.token,
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = os.time() .. "-" .. number,
  }
  local billing = string.format('{"name": "Buyer %d", "country": "ID"}', number)
  local body = string.format('{"fingerprint": "%s", "billing": %s}', buyer.seen, billing)
  return wrk.format("POST", "/api/v1/orders/", headers, body)
end
