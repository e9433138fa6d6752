// The fakes of all vendors and the parts that serve them: for vendor-sandbox, tests and tools, never for a service.
export { newFakes } from './fakes';
export { tenantOf } from './host/consoles';
export * from './host/host';
export { http2Of } from './host/http2';
export { listen, type Listening, serveFakes } from './host/serve';
export * from './host/phones';
export * from './host/receipt-poster';
export * from './host/tricks';
export * from './host/vendor-fake';
export * from './host/weather';
export * from './host/witness';
