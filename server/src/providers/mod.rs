//! Services outside: each a trait with a real client, and a sandbox that exists in the demo only.

pub mod sandbox_wechat;
pub mod wechat;
